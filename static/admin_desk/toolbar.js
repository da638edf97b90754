/* global deskWriting */
'use strict';
{
    // A toolbar above each box for Markdown. It knows what medications/content/markdown.py prints, and nothing more.
    const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+/;
    const WORD = /[\p{L}\p{N}'’-]/u;

    // Signs around words: **bold**, *italic*

    const runBefore = (text, at) => /\**$/.exec(text.slice(0, at))[0].length;
    const runAfter = (text, at) => /^\**/.exec(text.slice(at))[0].length;
    const has = (run, mark) => (mark.length === 2 ? run >= 2 : run % 2 === 1);

    const wordAt = (text, at) => {
        let [start, end] = [at, at];
        while (start > 0 && WORD.test(text[start - 1])) {
            start -= 1;
        }
        while (end < text.length && WORD.test(text[end])) {
            end += 1;
        }
        return [start, end];
    };

    const chosen = (box) => {
        const text = box.value;
        let [start, end] = [box.selectionStart, box.selectionEnd];
        if (start === end) {
            return wordAt(text, start);
        }
        while (start < end && /\s/.test(text[start])) {
            start += 1;
        }
        while (end > start && /\s/.test(text[end - 1])) {
            end -= 1;
        }
        return [start, end];
    };

    // Signs that span lines print as signs, so each line gets its own.
    const marked = (line, mark) => {
        const [, before, words, after] = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(.*?)(\s*)$/.exec(line);
        const isMarked = words.length > 2 * mark.length && words.startsWith(mark) && words.endsWith(mark);
        return {
            isMarked: isMarked || !words,
            with: words && !isMarked ? before + mark + words + mark + after : line,
            without: isMarked ? before + words.slice(mark.length, -mark.length) + after : line,
        };
    };

    const wrap = (box, mark, words) => {
        const text = box.value;
        const [start, end] = chosen(box);
        const length = mark.length;
        if (start === end) {
            deskWriting.replace(box, start, end, mark + words + mark, start + length, start + length + words.length);
            return;
        }
        const inside = text.slice(start, end);
        if (inside.includes('\n')) {
            const lines = inside.split('\n').map((line) => marked(line, mark));
            const isOff = lines.every((line) => line.isMarked);
            const result = lines.map((line) => (isOff ? line.without : line.with)).join('\n');
            deskWriting.replace(box, start, end, result, start, start + result.length);
        } else if (has(Math.min(runBefore(text, start), runAfter(text, end)), mark)) {
            deskWriting.replace(box, start - length, end + length, inside, start - length, end - length);
        } else if (inside.length > 2 * length && has(Math.min(runAfter(inside, 0), runBefore(inside, inside.length)), mark)) {
            deskWriting.replace(box, start, end, inside.slice(length, -length), start, end - 2 * length);
        } else {
            deskWriting.replace(box, start, end, mark + inside + mark, start + length, end + length);
        }
    };

    // Signs at the beginning of lines: lists and headings

    const isPlain = (line) => Boolean(line) && line.trim() !== '' && !ITEM.test(line);

    const onLines = (box, change, standsApart) => {
        const text = box.value;
        const start = text.lastIndexOf('\n', box.selectionStart - 1) + 1;
        const endsLine = box.selectionEnd > box.selectionStart && text[box.selectionEnd - 1] === '\n';
        let end = text.indexOf('\n', Math.max(box.selectionEnd - (endsLine ? 1 : 0), start));
        end = end < 0 ? text.length : end;
        const result = change(text.slice(start, end).split('\n')).join('\n');
        // Without an empty line, Markdown takes the next line for a part of the last item.
        const before = standsApart(result) && isPlain(text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(start - 1, 0))) ? '\n' : '';
        const after = standsApart(result) && isPlain(text.slice(end + 1).split('\n', 1)[0]) ? '\n' : '';
        const last = start + before.length + result.length;
        deskWriting.replace(box, start, end, before + result + after, result.includes('\n') ? start + before.length : last, last);
    };

    const list = (box, pattern, sign) => {
        onLines(
            box,
            (lines) => {
                const isOn = lines.some((line) => line.trim()) && lines.every((line) => !line.trim() || pattern.test(line));
                let number = 0;
                return lines.map((line) => {
                    if (!line.trim() && lines.length > 1) {
                        return line;
                    }
                    number += 1;
                    const [, indent] = /^([ \t]*)/.exec(line);
                    const words = line.replace(ITEM, '').trimStart().replace(/^#{1,6}[ \t]+/, '');
                    return isOn ? indent + words : `${indent}${sign(number)} ${words}`;
                });
            },
            (result) => ITEM.test(result),
        );
    };

    const heading = (box) => {
        onLines(
            box,
            (lines) =>
                lines.map((line) => {
                    if (/^#{1,6}[ \t]/.test(line)) {
                        return line.replace(/^#{1,6}[ \t]+/, '');
                    }
                    return line.trim() || lines.length === 1 ? `# ${line.replace(ITEM, '')}` : line;
                }),
            () => false,
        );
    };

    // Links

    const dialog = () => document.getElementById('desk-link');
    let linked = null;

    const addressOf = (typed) => {
        const address = typed.trim();
        if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(address)) {
            return `mailto:${address}`;
        }
        const full = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]|$)/i.test(address) ? `https://${address}` : address;
        return /^(?:https?:\/\/[^\s/]+|mailto:\S+|tel:[+\d])/i.test(full) ? full.replace(/[()<>\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) : '';
    };

    const link = (box) => {
        const [start, end] = chosen(box);
        linked = { box, start, end };
        document.getElementById('desk-link-words').value = box.value.slice(start, end).replace(/\s+/g, ' ');
        document.getElementById('desk-link-address').value = '';
        document.getElementById('desk-link-error').textContent = '';
        dialog().showModal();
        document.getElementById(start === end ? 'desk-link-words' : 'desk-link-address').focus();
    };

    const insertLink = (event) => {
        const field = document.getElementById('desk-link-address');
        const address = addressOf(field.value);
        if (!address) {
            event.preventDefault();
            document.getElementById('desk-link-error').textContent = 'An address begins with https://, such as https://www.example.org/help.';
            field.focus();
            return;
        }
        const words = document.getElementById('desk-link-words').value.trim().replace(/[\\[\]]/g, '\\$&') || field.value.trim();
        dialog().close();
        deskWriting.replace(linked.box, linked.start, linked.end, `[${words}](${address})`);
    };

    // The toolbar itself: one stop for the Tab key, arrow keys within

    const ACTS = {
        bold: (box) => wrap(box, '**', 'bold words'),
        italic: (box) => wrap(box, '*', 'italic words'),
        bullets: (box) => list(box, /^[ \t]*[-*+][ \t]+/, () => '-'),
        numbers: (box) => list(box, /^[ \t]*\d{1,9}[.)][ \t]+/, (number) => `${number}.`),
        heading,
        link,
    };
    const KEYS = { b: 'bold', i: 'italic', k: 'link' };

    const boxOf = (bar) => bar.parentElement.querySelector(deskWriting.boxes);

    const act = (name, box, button) => {
        if (name in ACTS) {
            ACTS[name](box);
        } else {
            box.dispatchEvent(new CustomEvent(`desk:${name}`, { bubbles: true, detail: { button } }));
        }
    };

    const makeCurrent = (bar, button) => {
        for (const each of bar.querySelectorAll('button')) {
            each.tabIndex = each === button ? 0 : -1;
        }
    };

    deskWriting.eachBox((box) => {
        const template = document.getElementById('desk-toolbar');
        if (!template || box.readOnly || box.closest('.desk-writing')) {
            return;
        }
        const bar = template.content.firstElementChild.cloneNode(true);
        if (box.dataset.markdown === 'line') {
            bar.querySelectorAll('[data-block]').forEach((button) => button.remove());
        }
        makeCurrent(bar, bar.querySelector('button'));
        const frame = document.createElement('div');
        frame.className = 'desk-writing';
        box.before(frame);
        frame.append(bar, box);
    });

    document.addEventListener('click', (event) => {
        const button = event.target.closest('.desk-toolbar button');
        if (button) {
            const bar = button.closest('.desk-toolbar');
            makeCurrent(bar, button);
            act(button.dataset.does, boxOf(bar), button);
        }
    });

    document.addEventListener('keydown', (event) => {
        const bar = event.target.closest('.desk-toolbar');
        if (bar) {
            const buttons = [...bar.querySelectorAll('button')];
            const at = buttons.indexOf(event.target);
            const next = { ArrowRight: (at + 1) % buttons.length, ArrowLeft: (at - 1 + buttons.length) % buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
            if (next !== undefined) {
                event.preventDefault();
                makeCurrent(bar, buttons[next]);
                buttons[next].focus();
            }
        } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.target.matches('.desk-writing textarea')) {
            const name = KEYS[event.key.toLowerCase()];
            if (name) {
                event.preventDefault();
                act(name, event.target);
            }
        }
    });

    document.addEventListener('DOMContentLoaded', () => dialog()?.querySelector('form').addEventListener('submit', insertLink));
    document.addEventListener('close', (event) => event.target === dialog() && linked.box.focus(), true);
}
