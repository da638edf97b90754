/* global deskWriting */
'use strict';
{
    // Adding a source without leaving the page: the ordinary form of a new source, fetched and shown in the dialog. It is sent to
    // its own address, so that what holds there holds here; the answer is what a popup would get.
    const PREFIX = 'new-source-';
    const LOST = 'The form cannot be reached now. What you typed is still here. Perhaps your session has ended: sign in again in a new tab, then try again.';
    const part = (name) => document.getElementById(`desk-cite${name && `-${name}`}`);

    let isTyped = false;

    const say = (text) => {
        part('new-said').textContent = text;
    };

    const showing = (isNew) => {
        part('find').hidden = isNew;
        part('new').hidden = !isNew;
        part('heading').textContent = isNew ? 'Add a source' : 'Cite a source';
    };

    const asked = async (address, options) => {
        const response = await fetch(address, options);
        // A refused form comes with an error of its own; the sign-in page has none of the forms.
        return deskWriting.parsed(await response.text());
    };

    const formsOf = (answer) => ['source_look_up', 'source_form'].map((id) => answer.getElementById(id)).filter(Boolean);

    // Only the box for DOI and address is seen at first; the long form comes filled in, or when somebody wants it.
    const shown = (forms, isLong) => {
        for (const form of forms) {
            form.querySelectorAll('script').forEach((script) => script.remove());
            deskWriting.prefixed(form, PREFIX);
        }
        const [long] = forms.filter((form) => form.id === `${PREFIX}source_form`);
        const opener = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: 'Fill in everything by hand' });
        opener.addEventListener('click', () => {
            long.hidden = false;
            opener.remove();
            long.querySelector('input:not([type="hidden"]), select').focus();
        });
        if (long) {
            long.hidden = !isLong;
        }
        part('forms').replaceChildren(...forms.map((form) => document.adoptNode(form)), ...(long && !isLong ? [opener] : []));
    };

    const focusFirst = (selector) => part('forms').querySelector(selector)?.focus();

    const open = async () => {
        showing(true);
        say('One moment …');
        try {
            const forms = formsOf(await asked(`${document.getElementById('desk-writing').dataset.addSource}?_popup=1`));
            if (!forms.length) {
                throw new Error('no form');
            }
            shown(forms, false);
            say('');
            focusFirst('input[name="typed"]');
        } catch {
            say(LOST);
        }
    };

    const isDone = (answer, form) => {
        const told = answer.getElementById('django-admin-popup-response-constants');
        if (!told) {
            return false;
        }
        const { code, obj } = JSON.parse(told.dataset.popupResponse);
        isTyped = false;
        showing(false);
        part('').dispatchEvent(new CustomEvent('desk:source', { detail: { code, name: obj.replace(` [@${code}]`, '') } }));
        const isNew = form.id.endsWith('source_form');
        part('count').textContent = isNew ? 'The source is saved. Type a page if you know it, then insert the citation.' : '';
        return true;
    };

    const refused = (answer) => [...answer.querySelectorAll('.errornote, .errorlist.nonfield li, .desk-refusal h2')].map((each) => each.textContent.trim()).join(' ');

    const send = async (form, submitter) => {
        const isLookUp = form.id.endsWith('source_look_up');
        submitter?.setAttribute('aria-disabled', 'true');
        say(isLookUp ? 'Looking it up …' : 'Saving …');
        try {
            const answer = await asked(form.getAttribute('action') || document.getElementById('desk-writing').dataset.addSource, {
                method: 'POST',
                body: new FormData(form, submitter),
            });
            if (isDone(answer, form)) {
                return;
            }
            const forms = formsOf(answer);
            if (!forms.length) {
                throw new Error('no form');
            }
            const long = forms.some((each) => each.id === 'source_form');
            const said = answer.getElementById('source_looked_up');
            const [warning, saidText] = [refused(answer), said?.textContent.trim()];
            shown(forms, long);
            say(warning || saidText || '');
            if (isLookUp && !long) {
                focusFirst('button[name="use"], input[name="typed"]');
            } else {
                focusFirst(warning ? '.errors input, .errors select, .errors textarea, input[name="another"]' : 'input[name="title"]');
            }
        } catch {
            say(LOST);
        } finally {
            submitter?.removeAttribute('aria-disabled');
        }
    };

    document.addEventListener('DOMContentLoaded', () => {
        if (!part('')) {
            return;
        }
        part('add').addEventListener('click', open);
        part('back').addEventListener('click', () => {
            showing(false);
            part('search').focus();
        });
        part('').addEventListener('desk:finding', () => {
            isTyped = false;
            showing(false);
        });
        part('forms').addEventListener('submit', (event) => {
            event.preventDefault();
            if (event.submitter?.getAttribute('aria-disabled') !== 'true') {
                send(event.target, event.submitter);
            }
        });
        part('forms').addEventListener('input', () => {
            isTyped = true;
        });
        // The key that closes a dialog must not throw a form away that somebody has filled in.
        part('').addEventListener('cancel', (event) => {
            if (isTyped && !part('new').hidden) {
                event.preventDefault();
                say('What you typed here is not saved yet. Save it, or use Close to leave it.');
            }
        });
        window.addEventListener('beforeunload', (event) => {
            if (isTyped && part('').open) {
                event.preventDefault();
            }
        });
    });
}
