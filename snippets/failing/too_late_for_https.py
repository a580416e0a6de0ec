"""A class taken before the patch calls itself for ever after it."""
# needs: tls

import ssl
import warnings
from ssl import SSLContext as OldContext

from gevent import monkey

warnings.simplefilter("ignore")  # MonkeyPatchWarning: too late
monkey.patch_all()

for context_class in OldContext, ssl.SSLContext:
    context = context_class(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        print(context_class.__module__, "works")
    except RecursionError as error:
        print(context_class.__module__, "RecursionError:", error)
