"""Texts that would do harm if they were run, and how to tell that one was.

Each carries MARK where a script, an element or an attribute would begin to be. Shown as text it may stand anywhere.
"""

MARK = "zqxmark"
SUM = "{{1337*1337}}"
SUM_DONE = str(1337 * 1337)  # on a page only if a template was made of what somebody typed

SCRIPTS = [
    f"<script>{MARK}()</script>",
    f'"><script src=//{MARK}.example/x.js></script>',
    f"'><img src=x onerror={MARK}()>",
    f'" autofocus onfocus="{MARK}()" x="',
    f"' onmouseover='{MARK}()",
    f"<{MARK}-tag {MARK}=1>x</{MARK}-tag>",
    f"<svg onload={MARK}()><script>{MARK}()</script></svg>",
    f"</textarea><script>{MARK}()</script>",
    f"</title><script>{MARK}()</script>",
    f"</script><script>{MARK}()</script>",
    f"--><script>{MARK}()</script><!--",
    f"<svg><style><img title='</style><img src=x onerror={MARK}()>'></style></svg>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}()>'></noscript>",
    f"<math><mi xlink:href='javascript:{MARK}()'>x</mi></math>",
    f"<iframe srcdoc='<script>{MARK}()</script>'></iframe>",
    f"<base href='//{MARK}.example/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}()'>",
    f"<form action='javascript:{MARK}()'><button>x</button></form>",
    f"<object data='javascript:{MARK}()'></object>",
    f"<style>@import '//{MARK}.example/x.css';</style>",
    f"\u003cscript\u003e{MARK}()\u003c/script\u003e",
    f"\uff1cscript\uff1e{MARK}()\uff1c/script\uff1e",
]
LINKS = [
    f"[x](javascript:{MARK}())",
    f"[x](JaVaScRiPt:{MARK}())",
    f"[x](java\nscript:{MARK}())",
    f"[x](&#106;avascript:{MARK}())",
    f"[x](data:text/html,<script>{MARK}()</script>)",
    f"[x](vbscript:{MARK})",
    f'[x](https://x.example/"onmouseover="{MARK}())',
    f"<javascript:{MARK}()>",
    f"[x]: javascript:{MARK}()\n\n[x]",
    f'![x](x"onerror="{MARK}())',
    f"[@example-label-2024, <img src=x onerror={MARK}()>]",
    f'[@example-label-2024, p. 1" onclick="{MARK}()]',
    f"`<script>{MARK}()</script>`",
    f'<a href="https://x.example/{MARK}" onclick={MARK}()>x</a>',
]
ADDRESSES = [
    f"javascript:{MARK}()",
    f" javascript:{MARK}()",
    f"java\tscript:{MARK}()",
    f"data:text/html,<script>{MARK}()</script>",
    f'https://x.example/"onmouseover="{MARK}()',
    f"https://x.example/'><script>{MARK}()</script>",
    f"//{MARK}.example/",
    f"https://x.example\\@{MARK}.example/",
]
TEMPLATES = [SUM, "{% debug %}", "{{ settings.SECRET_KEY }}", "${1337*1337}", "{{ request.META }}", "%(secret)s", "{0.__class__}"]
DATABASE = [
    "' OR '1'='1",
    "'; DROP TABLE medications_revision; --",
    "1) OR (1=1",
    "\\",
    "%",
    "_",
    "' UNION SELECT 1 --",
    "$1",
    "%s",
]
HEADERS = [f"x\r\nX-Injected: {MARK}\r\n\r\n<script>{MARK}()</script>", f"x\nSet-Cookie: {MARK}=1", f"x\u560aX-Injected: {MARK}"]
ALL = [*SCRIPTS, *LINKS, *ADDRESSES, *TEMPLATES, *DATABASE, *HEADERS]
