"""After a late patch there are two classes named SSLContext."""

import ssl
import warnings

import urllib3.util.ssl_ as urllib3_ssl
from gevent import monkey

warnings.simplefilter("ignore")
monkey.patch_all()

print("the name in ssl:", ssl.SSLContext.__module__)
print("urllib3's copy: ", urllib3_ssl.SSLContext.__module__)

for context_class in ssl.SSLContext, urllib3_ssl.SSLContext:
    context = context_class(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    except RecursionError:
        print(context_class.__module__, "RecursionError")
    else:
        print(context_class.__module__, "works")
