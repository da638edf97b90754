'use strict';
{
    // What is pasted from a word processor or a web page arrives as Markdown. Without this script it arrives as plain text, and
    // the server makes Markdown of its bullets (medications/content/pasted.py).

    // Only these run on in their line; whatever else there is (P, TD, DT, a page's own elements) begins and ends a piece of its own.
    const INLINE = new Set(
        (
            'A ABBR ACRONYM B BDI BDO BIG BR CITE CODE DATA DEL DFN EM FONT I IMG INS KBD LABEL MARK NOBR Q S SAMP SMALL SPAN ' +
            'STRIKE STRONG SUB SUP TIME TT U VAR WBR'
        ).split(' '),
    );
    const LISTS = new Set(['UL', 'OL', 'MENU', 'DIR']);
    const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'NOSCRIPT']);
    const STRUCK = new Set(['DEL', 'S', 'STRIKE']);
    const RAISED = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻' };
    const LOWERED = '₀₁₂₃₄₅₆₇₈₉';
    const TAG = /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi;

    // Styles are never applied: they are read as data, and the page's policy has nothing to refuse.
    const parse = (html) => {
        let plain = html
            .replace(/<style\b[\s\S]*?(<\/style>|$)/gi, '')
            .replace(TAG, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style'));
        // Outside a table the parser drops the tags of rows and cells, and would glue what stood between them.
        if (/<table\b/i.test(plain)) {
            plain = plain.replace(/<\/?(?:t[dhr]|tbody|thead|tfoot|caption)\b/gi, ' $&');
        } else {
            plain = plain.replace(/<\/t[dh]>\s*<t[dh]\b[^>]*>/gi, ' | ').replace(/<\/?(?:t[dhr]|tbody|thead|tfoot|caption)\b[^>]*>/gi, '<p>');
        }
        return new DOMParser().parseFromString(plain, 'text/html').body;
    };

    const styled = (node, pattern) => pattern.test(node.getAttribute('data-style') || '');
    const tagOf = (node) => node.tagName.toUpperCase();
    const isBullet = (node) => styled(node, /mso-list:\s*ignore/i);
    const isStruck = (node) =>
        STRUCK.has(tagOf(node)) ||
        /(^|\s)mso-?del/i.test(node.getAttribute('class') || '') ||
        styled(node, /text-decoration[^;]*line-through|text-line-through:\s*(?!none)\w/i);
    const isWordItem = (node) => styled(node, /mso-list:[^;]*level\d/i) || /MsoListParagraph/.test(node.getAttribute('class') || '');
    const isLeftOut = (node) => SILENT.has(tagOf(node)) || isBullet(node) || isStruck(node);
    const isBlock = (node) =>
        (!INLINE.has(tagOf(node)) && !SILENT.has(tagOf(node)) && !tagOf(node).includes(':')) ||
        styled(node, /(^|[;\s])display:\s*(block|flex|grid|flow-root|list-item|table)/i);
    const holdsBlock = (node) => [...node.querySelectorAll('*')].some((inner) => isBlock(inner) && !isLeftOut(inner));

    const spaced = (text) => text.replace(/[\s\u00a0]+/g, ' ');

    const marked = (text, mark) => {
        const words = text.trim();
        return words ? text.replace(words, () => `${mark}${words}${mark}`) : text;
    };

    // 10<sup>9</sup> is never 109.
    const raised = (text) => {
        const words = text.trim();
        const signs = [...words.replace(/\*/g, '')];
        const raisedWords = signs.every((sign) => sign in RAISED) ? signs.map((sign) => RAISED[sign]).join('') : `^(${spaced(words)})`;
        return words ? text.replace(words, () => raisedWords) : text;
    };

    const inline = (node, low = false) => {
        if (node.nodeType === Node.TEXT_NODE) {
            const text = spaced(node.data).replace(/[\\*`]/g, '\\$&');
            return low ? text.replace(/[0-9]/g, (digit) => LOWERED[digit]) : text;
        }
        if (node.nodeType !== Node.ELEMENT_NODE) {
            return '';
        }
        if (isLeftOut(node)) {
            return isStruck(node) && /^\s[^]*\s$/.test(node.textContent) ? ' ' : '';
        }
        const tag = tagOf(node);
        if (tag === 'BR') {
            return '\n';
        }
        const isLow = low || tag === 'SUB' || styled(node, /vertical-align:\s*sub/i);
        const text = [...node.childNodes].map((child) => inline(child, isLow)).join('');
        if (tag === 'SUP' || styled(node, /vertical-align:\s*super/i)) {
            return raised(text);
        }
        const isNormal = styled(node, /(^|[;\s])font-weight:\s*(normal|400)/i);
        const isBold = ['B', 'STRONG'].includes(tag) ? !isNormal : styled(node, /(^|[;\s])font-weight:\s*(bold|[6-9]00)/i);
        if (isBold && !/^\*\*/.test(text.trim())) {
            return marked(text, '**');
        }
        if (['I', 'EM'].includes(tag) && !node.parentElement.closest('i, em')) {
            return marked(text, '*');
        }
        if (tag === 'A' && /^https?:/i.test(node.getAttribute('href') || '') && text.trim()) {
            const address = node.getAttribute('href').replace(/[()\s]/g, encodeURIComponent);
            return text.replace(text.trim(), (words) => `[${words}](${address})`);
        }
        return text;
    };

    // Word parts a bold word into runs: **a****b** is **ab**. A sign that would begin a quotation, heading or list is only a sign.
    const lines = (text) =>
        text
            .replace(/(?<![\\*])\*{4}(?!\*)/g, '')
            .split('\n')
            .map((line) => line.replace(/ {2,}/g, ' ').trim().replace(/^(?:#{1,6}(?=\s|$)|>|\+(?=\s|$)|=+$|-+$)/, '\\$&'))
            .join('\n')
            .trim();

    // What was pasted becomes a tree of pieces, { text } or an item { number, inner }, in the order in which they stood.
    // `list` counts the items of the nearest list, `spans` the cells that reach down from the rows above.
    const pieces = (node, { list = null, spans = [] } = {}) => {
        const found = [];
        let run = '';
        const flush = () => {
            const text = lines(run);
            run = '';
            if (text) {
                found.push({ text });
            }
        };
        const walk = (parent) => {
            for (const child of parent.childNodes) {
                if (child.nodeType !== Node.ELEMENT_NODE) {
                    run += inline(child);
                } else if (isBlock(child) || (isStruck(child) && holdsBlock(child))) {
                    flush();
                    if (!isLeftOut(child)) {
                        addBlock(child, found, list, spans);
                    }
                } else if (!isLeftOut(child) && holdsBlock(child)) {
                    walk(child);
                } else {
                    run += inline(child);
                }
            }
        };
        walk(node);
        flush();
        return found;
    };

    const addBlock = (node, found, list, spans) => {
        const tag = tagOf(node);
        if (LISTS.has(tag)) {
            addNested(pieces(node, { list: counter(node) }), found, list);
        } else if (tag === 'LI') {
            addItem(node, found, list);
        } else if (isWordItem(node) && !node.closest('li')) {
            addWordItem(node, found);
        } else if (tag === 'TABLE') {
            found.push(...pieces(node, { spans: [] }));
        } else if (tag === 'TR') {
            addRow(node, found, spans);
        } else if (/^H[1-6]$/.test(tag)) {
            const text = flat(pieces(node), ' ');
            if (text) {
                found.push({ text, isHeading: true });
            }
        } else {
            found.push(...pieces(node, { list, spans }));
        }
    };

    const whole = (text) => (/^\s*[+-]?\d+/.test(text || '') ? parseInt(text, 10) : null);

    const counter = (node) => {
        const step = node.hasAttribute('reversed') ? -1 : 1;
        const first = whole(node.getAttribute('start')) ?? (step < 0 ? node.querySelectorAll(':scope > li').length : 1);
        return { isOrdered: tagOf(node) === 'OL', next: first, step };
    };

    // A list directly inside a list, as some programs write it, belongs to the item before it.
    const addNested = (inner, found, list) => {
        const before = list && found.at(-1);
        (before && before.inner ? before.inner : found).push(...inner);
    };

    const addItem = (node, found, list) => {
        const inner = pieces(node);
        if (!inner.length) {
            return;
        }
        let number = null;
        if (list && list.isOrdered) {
            number = whole(node.getAttribute('value')) ?? list.next;
            list.next = number + list.step;
        }
        if (inner[0].inner) {
            addNested(inner, found, list); // no words of its own, only a list
        } else {
            found.push({ number, inner });
        }
    };

    // One Word item is a paragraph of its own: <p class=MsoListParagraph><span mso-list:Ignore>1.</span>text</p>
    const addWordItem = (node, found) => {
        const inner = pieces(node);
        if (!inner.length) {
            return;
        }
        const bullet = [...node.querySelectorAll('*')].find(isBullet);
        const sign = bullet ? bullet.textContent.trim() : '';
        const number = /^\(?(\d{1,9})[.)]$/.exec(sign);
        if (!number && /^\(?[\p{L}\p{N}.]+[.)]$/u.test(sign) && inner[0].text) {
            inner[0].text = `${sign} ${inner[0].text}`; // "a)" and "1.1." are no signs of Markdown
        }
        const [, level] = /mso-list:[^;]*level(\d)/i.exec(node.getAttribute('data-style') || '') || [null, 1];
        let place = found;
        while (place.at(-1)?.level < Number(level)) {
            place = place.at(-1).inner;
        }
        place.push({ number: number ? Number(number[1]) : null, inner, level: Number(level) });
    };

    // A row is one paragraph with " | " between its cells; an empty cell keeps its place, so that a dose keeps its column.
    const addRow = (row, found, spans) => {
        const cells = [];
        const fromAbove = () => {
            while (spans[cells.length] > 0) {
                spans[cells.length] -= 1;
                cells.push([]);
            }
        };
        for (const cell of row.children) {
            if (SILENT.has(tagOf(cell))) {
                continue;
            }
            fromAbove();
            const inner = isLeftOut(cell) ? [] : pieces(cell);
            for (let column = 0; column < Math.min(cell.colSpan || 1, 100); column += 1) {
                spans[cells.length] = (cell.rowSpan || 1) - 1;
                cells.push(column ? [] : inner);
            }
        }
        fromAbove();
        while (cells.length && !cells.at(-1).length) {
            cells.pop();
        }
        if (cells.length < 2) {
            found.push(...cells.flat());
            return;
        }
        const text = cells.map((inner) => flat(inner, '; ')).join(' | ').replace(/ {2,}/g, ' ').trim();
        found.push({ text: text.replace(/^(\d*)([-.)])(?=\s)/, '$1\\$2') });
    };

    // Pieces on one line, for a cell or a heading.
    const flat = (inner, between) =>
        inner
            .flatMap((piece) => (piece.inner ? [`${piece.number === null ? '' : `${piece.number}. `}${flat(piece.inner, between)}`] : piece.text.split(/\n+/)))
            .reduce((line, part) => (line ? `${line}${/(\p{L}[.!?]|[:;,])$/u.test(line) ? ' ' : between}${part}` : part), '');

    const follows = (block, before) => block.number === null || before.number === null || block.number === before.number + 1;

    const written = (found, inItem = false) => {
        let text = '';
        let before = null;
        let sign = '.';
        for (const piece of found) {
            let apart = '\n\n';
            if (piece.inner && before?.inner) {
                // Markdown counts on from an item, whatever the next one's number; another sign begins another list.
                const isNext = follows(piece, before);
                sign = isNext ? sign : sign === '.' ? ')' : '.';
                apart = isNext ? '\n' : '\n\n';
            } else if (piece.inner) {
                sign = '.';
                // Under an item's own words a list needs no empty line, unless it begins at another number than 1.
                apart = inItem && before === found[0] && [null, 1].includes(piece.number) ? '\n' : '\n\n';
            }
            text += (before ? apart : '') + (piece.inner ? item(piece, sign) : piece.isHeading && !inItem ? `# ${piece.text}` : piece.text);
            before = piece;
        }
        return text;
    };

    const item = ({ number, inner }, sign) => {
        const isListNumber = number !== null && number >= 0 && number < 1e9;
        const mark = isListNumber ? `${number}${sign} ` : '- ';
        const text = (number !== null && !isListNumber ? `(${number}) ` : '') + written(inner, true);
        return mark + text.replace(/\n(?!\n)/g, `\n${' '.repeat(mark.length)}`);
    };

    const insert = (box, text) => {
        // insertText keeps the browser's undo; where it is refused the text is put in all the same.
        if (!text || !document.execCommand('insertText', false, text)) {
            box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
            box.dispatchEvent(new Event('input', { bubbles: true }));
        }
    };

    document.addEventListener('paste', (event) => {
        const box = event.target.closest('textarea[data-markdown]');
        const html = box && event.clipboardData.getData('text/html');
        if (!html) {
            return;
        }
        const body = parse(html);
        const text = written(pieces(body));
        // Where all was struck out there is nothing to put in; the browser would put in the plain text, struck words and all.
        if (!text && ![...body.querySelectorAll('*')].some(isStruck)) {
            return;
        }
        event.preventDefault();
        box.focus();
        insert(box, text);
    });
}
