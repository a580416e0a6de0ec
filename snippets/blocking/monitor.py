"""The monitor thread names whoever keeps the hub from running."""

# needs: threads
import time
import warnings

import gevent
from gevent import events

warnings.simplefilter("ignore", RuntimeWarning)  # psutil is missing
named = set()


def on_event(event):
    if not events.IEventLoopBlocked.providedBy(event):
        return
    if event.greenlet is greenlet:  # not the main one, while it starts
        named.add(greenlet.name)


def rude():
    while not named:  # until the monitor has noticed
        time.sleep(0.1)


gevent.sleep(0)  # starts the hub; the monitor ends without one
greenlet = gevent.spawn(rude)
greenlet.name = "rude"
events.subscribers.append(on_event)
gevent.config.monitor_thread = True
gevent.config.max_blocking_time = 0.2
gevent.config.print_blocking_reports = False
gevent.get_hub().start_periodic_monitoring_thread()
greenlet.join()
print("kept the hub waiting:", *named)
