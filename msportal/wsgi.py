"""WSGI entry point: `granian --interface wsgi msportal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msportal.settings")


def utf8_only(application):
    """Takes the charset out of a request's Content-Type. Django would read the address by it too: a sender could turn one
    question into another, or name an encoding that ends in an error before any of our code runs. Everything here is UTF-8.
    """

    def answer(environ, start_response):
        content_type = environ.get("CONTENT_TYPE", "")
        if "charset" in content_type.lower():
            parts = [part for part in content_type.split(";") if not part.strip().lower().startswith("charset")]
            environ["CONTENT_TYPE"] = ";".join(parts)
        return application(environ, start_response)

    return answer


application = utf8_only(get_wsgi_application())
