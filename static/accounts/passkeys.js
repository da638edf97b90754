/* Makes the buttons for passkeys usable once allauth's scripts, which do the work, are there; says in words what went wrong. */
(function () {
    "use strict";

    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll("[data-passkey]").forEach((button) => {
            button.disabled = false;
        });
    });

    const WORDS = {
        NotAllowedError: "No passkey was used: it was canceled, it took too long, or there is none for this site on this device.",
        InvalidStateError: "This device or key already holds a passkey for your account.",
        SecurityError: "Passkeys work only at the site's own address.",
        NotSupportedError: "This browser or device cannot use passkeys.",
    };

    document.addEventListener("allauth.error", (event) => {
        const place = document.getElementById("passkey_error");
        if (!place) {
            return;
        }
        event.preventDefault();
        const name = event.detail.exception && event.detail.exception.name;
        place.textContent = WORDS[name] || "That did not work. Try again, or use another way.";
        place.hidden = false;
    });
})();
