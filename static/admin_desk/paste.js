'use strict';
{
    // What is pasted from a word processor or a web page arrives as Markdown. Without this script it arrives as plain text, and
    // the server makes Markdown of its bullets (medications/content/pasted.py).

    const BLOCKS = new Set(['P', 'DIV', 'SECTION', 'ARTICLE', 'BLOCKQUOTE', 'TR', 'TABLE', 'UL', 'OL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);
    const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'NOSCRIPT']);

    // Styles are never applied: of Word's, only what marks an item and its bullet is kept, as attributes of ours.
    const parse = (html) => {
        const plain = html
            .replace(/<style[\s\S]*?<\/style>/gi, '')
            .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, (all, value) => {
                if (/mso-list:\s*ignore/i.test(value)) {
                    return ' data-bullet=""';
                }
                const level = /mso-list:[^;"']*level(\d)/i.exec(value);
                const bold = /[;"'\s]font-weight:\s*(bold|[6-9]00)/i.test(value) ? ' data-bold=""' : '';
                const normal = /[;"'\s]font-weight:\s*(normal|400)/i.test(value) ? ' data-normal=""' : '';
                return (level ? ` data-level="${level[1]}"` : '') + bold + normal;
            });
        return new DOMParser().parseFromString(plain, 'text/html').body;
    };

    const spaced = (text) => text.replace(/[\s\u00a0]+/g, ' ');

    const marked = (text, mark) => {
        const words = text.trim();
        return words ? text.replace(words, () => `${mark}${words}${mark}`) : text;
    };

    const inline = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            return spaced(node.data).replace(/[\\*`]/g, '\\$&');
        }
        if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName) || node.hasAttribute('data-bullet')) {
            return '';
        }
        if (node.tagName === 'BR') {
            return '\n';
        }
        const text = [...node.childNodes].map(inline).join('');
        const isBold = ['B', 'STRONG'].includes(node.tagName) ? !node.hasAttribute('data-normal') : node.hasAttribute('data-bold');
        if (isBold && !/^\*\*/.test(text.trim())) {
            return marked(text, '**');
        }
        if (['I', 'EM'].includes(node.tagName)) {
            return marked(text, '*');
        }
        if (node.tagName === 'A' && /^https?:/i.test(node.getAttribute('href') || '') && text.trim()) {
            return `[${text.trim()}](${node.getAttribute('href').replace(/[()\s]/g, encodeURIComponent)})`;
        }
        return text;
    };

    const lines = (text) => text.split('\n').map((line) => line.trim()).join('\n').trim();

    // One Word item is a paragraph of its own: <p class=MsoListParagraph><span mso-list:Ignore>1.</span>text</p>
    const wordItem = (node) => {
        const bullet = node.querySelector('[data-bullet]');
        const sign = bullet ? bullet.textContent.trim() : '';
        const number = /^\(?(\d+)[.)]/.exec(sign);
        const indent = '  '.repeat(Math.max(0, Number(node.dataset.level || 1) - 1));
        return `${indent}${number ? `${number[1]}.` : '-'} ${lines(inline(node)).replace(/\n/g, ' ')}`;
    };

    // Blocks in order; `tight` ones (items) stand on the next line, the others after an empty line.
    const blocks = (node, found = [], depth = 0) => {
        let run = '';
        const flush = () => {
            if (lines(run)) {
                found.push({ text: lines(run), tight: false });
            }
            run = '';
        };
        for (const child of node.childNodes) {
            const isElement = child.nodeType === Node.ELEMENT_NODE;
            if (!isElement || !(BLOCKS.has(child.tagName) || child.tagName === 'LI' || child.querySelector('p, div, ul, ol, table, h1, h2, h3'))) {
                run += inline(child);
                continue;
            }
            flush();
            if (SILENT.has(child.tagName)) {
                continue;
            }
            if (child.hasAttribute('data-level') || /MsoListParagraph/.test(child.className)) {
                found.push({ text: wordItem(child), tight: true });
            } else if (['UL', 'OL'].includes(child.tagName)) {
                listItems(child, found, depth);
            } else if (/^H[1-6]$/.test(child.tagName)) {
                found.push({ text: `# ${lines(inline(child)).replace(/\n/g, ' ')}`, tight: false });
            } else {
                blocks(child, found, depth);
            }
        }
        flush();
        return found;
    };

    const listItems = (list, found, depth) => {
        let number = Number(list.getAttribute('start')) || 1;
        for (const item of list.children) {
            const copy = item.cloneNode(true);
            copy.querySelectorAll('ul, ol').forEach((inner) => inner.remove());
            const text = lines(inline(copy)).replace(/\n+/g, ' ');
            if (text) {
                found.push({ text: `${'   '.repeat(depth)}${list.tagName === 'OL' ? `${number++}.` : '-'} ${text}`, tight: true });
            }
            item.querySelectorAll(':scope > ul, :scope > ol').forEach((inner) => listItems(inner, found, depth + 1));
        }
    };

    const markdown = (html) => {
        let text = '';
        let before = null;
        for (const block of blocks(parse(html))) {
            text += before ? (before.tight && block.tight ? '\n' : '\n\n') : '';
            text += block.text;
            before = block;
        }
        return text;
    };

    document.addEventListener('paste', (event) => {
        const box = event.target.closest('textarea[data-markdown]');
        const html = box && event.clipboardData.getData('text/html');
        const text = html && markdown(html);
        if (!text) {
            return;
        }
        event.preventDefault();
        box.focus();
        // insertText keeps the browser's undo; where it is refused the text is put in all the same.
        if (!document.execCommand('insertText', false, text)) {
            box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
            box.dispatchEvent(new Event('input', { bubbles: true }));
        }
    });
}
