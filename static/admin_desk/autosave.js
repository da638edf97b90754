'use strict';
{
    // What is typed is kept on the server, privately, while it is typed: a crash or a lost session then takes nothing away.
    const AFTER_TYPING = 3000;
    const AT_LEAST_EVERY = 30000;
    const LONGEST_FAREWELL = 60000; // characters that a browser sends on for a page that is gone
    const LONGEST_WAIT = 4000; // before a form is sent

    const start = (told) => {
        const form = told.closest('form');
        const buttons = form.querySelector('.submit-row');
        if (!buttons) {
            return;
        }
        const line = document.createElement('p');
        line.className = 'desk-kept';
        line.setAttribute('role', 'status');
        buttons.append(line);

        const say = (text, {failed = false} = {}) => {
            if (line.textContent !== text) { // what was said already is not said again
                line.classList.toggle('desk-kept--failed', failed);
                line.textContent = text;
            }
        };
        const sayToSignIn = () => {
            const [before, inside, after] = ['You are signed out. What you typed is in this window only. ', 'Sign in in another tab', ', then go on here.'];
            if (line.textContent !== before + inside + after) {
                const anchor = document.createElement('a');
                Object.assign(anchor, {href: told.dataset.signIn, target: '_blank', textContent: inside});
                line.classList.add('desk-kept--failed');
                line.replaceChildren(before, anchor, after);
            }
        };
        const ANSWERS = {
            kept: () => say(`Unsaved changes kept at ${new Date().toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'})}.`),
            clean: () => say(''),
            signedOut: sayToSignIn,
            another: () => say('Somebody else has signed in, in this browser. What you typed is in this window only, and is not kept for them.', {failed: true}),
            elsewhere: () => say(document.querySelector('.desk-unsaved') ?
                'You have unsaved work above. Bring it back or throw it away first; until then, what you type here is in this window only.' :
                'You typed on this page in another window too. That is kept; what you type here is in this window only, until you save it.', {failed: true}),
            tooMuch: () => say('This is too much to be kept while you type. Save it soon.', {failed: true}),
            offline: () => say('No connection. What you typed is in this window only; it is kept as soon as there is one again.', {failed: true}),
            failed: () => say('What you typed could not be kept just now. It is tried again.', {failed: true}),
        };

        let timer = null;
        let since = null; // when the oldest change was made that is not kept
        let keptText = null;
        let isSent = false;
        let underWay = Promise.resolve();

        const typed = () => {
            const body = new URLSearchParams(new FormData(form));
            body.delete('csrfmiddlewaretoken');
            return body;
        };
        const post = (url, body, last = false) => {
            body.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
            body.set('_editor', told.dataset.editor);
            const keepalive = last && body.toString().length < LONGEST_FAREWELL;
            return fetch(url, {method: 'POST', body, redirect: 'manual', keepalive});
        };
        // Signing in again, in another tab, gives the browser another forgery token. The form takes it over.
        const freshToken = async () => {
            const response = await fetch(told.dataset.keep, {redirect: 'manual'});
            if (!response.ok) {
                return response.type === 'opaqueredirect' ? 'signedOut' : 'failed';
            }
            const {token, editor} = await response.json();
            if (editor !== told.dataset.editor) {
                return 'another';
            }
            for (const box of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) {
                box.value = token;
            }
            return '';
        };
        const outcome = async (url, body, last) => {
            let response = await post(url, body, last);
            if (response.status === 403) {
                const trouble = await freshToken();
                if (trouble) {
                    return trouble;
                }
                response = await post(url, body, last);
            }
            if (response.type === 'opaqueredirect') {
                return 'signedOut';
            }
            return {200: 'kept', 400: 'tooMuch', 409: 'another', 412: 'elsewhere', 413: 'tooMuch'}[response.status] || 'failed';
        };
        const keepNow = async (last) => {
            clearTimeout(timer);
            const dirty = window.desk.isDirty(form);
            if (isSent || (!dirty && keptText === null)) {
                return 'clean';
            }
            const body = dirty ? typed() : new URLSearchParams({_quietly: '1', _window: form.elements._window.value});
            const text = dirty ? body.toString() : null;
            if (dirty && text === keptText) {
                return 'kept';
            }
            let found;
            try {
                found = await outcome(dirty ? told.dataset.keep : told.dataset.throwAway, body, last);
            } catch {
                found = 'offline';
            }
            if (found === 'kept') {
                keptText = text;
                since = null;
                ANSWERS[dirty ? 'kept' : 'clean']();
                return found;
            }
            ANSWERS[found]();
            timer = setTimeout(keep, AT_LEAST_EVERY);
            return found;
        };
        // One after the other, so that an older text never comes last.
        const keep = (last = false) => {
            underWay = underWay.then(() => keepNow(last === true));
            return underWay;
        };

        form.addEventListener('desk:touched', () => {
            since ??= Date.now();
            clearTimeout(timer);
            timer = setTimeout(keep, Math.max(0, Math.min(AFTER_TYPING, since + AT_LEAST_EVERY - Date.now())));
        });
        document.addEventListener('visibilitychange', () => keep(document.visibilityState === 'hidden'));
        window.addEventListener('pagehide', () => keepNow(true));
        window.addEventListener('online', keep);
        window.addEventListener('focus', () => line.classList.contains('desk-kept--failed') && keep());
        window.addEventListener('pageshow', () => {
            isSent = false;
        });

        // Before the form is sent, it is kept: whoever is signed out by now would lose it on the way to the sign-in.
        let isWaiting = false;
        form.addEventListener('submit', async (event) => {
            if (isSent || !window.desk.isDirty(form)) {
                isSent = true;
                return;
            }
            event.preventDefault();
            if (isWaiting) {
                return;
            }
            isWaiting = true;
            const found = await Promise.race([keep(), new Promise((done) => setTimeout(done, LONGEST_WAIT, 'slow'))]);
            isWaiting = false;
            if (found === 'signedOut' || found === 'another') {
                line.setAttribute('tabindex', '-1');
                line.focus();
                return;
            }
            setTimeout(() => { // while it still handles the first event, a form takes no other
                isSent = true;
                form.requestSubmit(event.submitter);
            });
        });
    };

    window.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-keep]').forEach(start));
}
