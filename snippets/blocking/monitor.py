"""The monitor thread names whoever keeps the hub from running."""

# needs: threads
import time
import warnings

import gevent
from gevent import events

warnings.simplefilter("ignore", RuntimeWarning)  # psutil is missing
named = set()


def on_event(event):
    if events.IEventLoopBlocked.providedBy(event):
        named.add(event.greenlet.name)


def rude():
    while not named:  # until the monitor has noticed
        time.sleep(0.1)


events.subscribers.append(on_event)
gevent.config.monitor_thread = True
gevent.config.max_blocking_time = 0.2
gevent.config.print_blocking_reports = False
gevent.get_hub().start_periodic_monitoring_thread()

greenlet = gevent.spawn(rude)
greenlet.name = "rude"
greenlet.join()
print("kept the hub waiting:", *named)
