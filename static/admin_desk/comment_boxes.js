'use strict';
{
    // Beside each row of a part a button that opens the part's box with that row chosen. Without it, the row is chosen in the box.
    const beside = (row, option, box) => {
        const button = document.createElement('button');
        const about = document.createElement('span');
        about.className = 'visually-hidden';
        about.textContent = ` on ${option.textContent}`;
        button.type = 'button';
        button.className = 'comment-box__here';
        button.append('Comment', about);
        button.addEventListener('click', () => {
            box.querySelector('details').open = true;
            box.querySelector('select').value = option.value;
            box.querySelector('textarea').focus();
        });
        row.append(button);
    };
    window.addEventListener('DOMContentLoaded', () => {
        for (const box of document.querySelectorAll('.comment-box[data-rows]')) {
            const rows = box.previousElementSibling.querySelectorAll(box.dataset.rows);
            const options = box.querySelectorAll('option[data-row]');
            if (box.querySelector('select') && rows.length === options.length) {
                rows.forEach((row, number) => beside(row, options[number], box));
            }
        }
    });
}
