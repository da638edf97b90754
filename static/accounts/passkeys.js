/* Says in words what went wrong with a passkey. allauth's scripts do the rest. */
(function () {
    "use strict";

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
