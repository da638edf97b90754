'use strict';
{
    // While the worker reads, the bar moves; when it is done, the page is loaded again. Without this script there is a link.
    const everySecond = async (part) => {
        const bar = part.querySelector('progress');
        const waiting = part.querySelector('[data-waiting]');
        try {
            const response = await fetch(part.dataset.progress, { headers: { Accept: 'application/json' } });
            if (!response.ok) {
                return;
            }
            const counts = await response.json();
            bar.value = counts.total - counts.waiting;
            waiting.textContent = counts.waiting;
            if (!counts.waiting) {
                window.location.reload();
                return;
            }
        } catch {
            // The connection may come back; the link stays in any case.
        }
        setTimeout(() => everySecond(part), 1000);
    };
    // Sixty boxes are many for an unsteady hand: one button ticks them all, or none.
    const offerAll = (list) => {
        const boxes = [...list.querySelectorAll('input[type="checkbox"]:not(:disabled)')];
        if (boxes.length < 2) {
            return;
        }
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button';
        const all = () => boxes.every((box) => box.checked);
        const say = () => {
            button.textContent = all() ? 'Tick none' : 'Tick all';
        };
        button.addEventListener('click', () => {
            const tick = !all();
            boxes.forEach((box) => {
                box.checked = tick;
            });
            say();
        });
        list.addEventListener('change', say);
        say();
        list.before(button);
    };
    window.addEventListener('DOMContentLoaded', () => {
        document.querySelectorAll('[data-tick-all]').forEach(offerAll);
        for (const part of document.querySelectorAll('[data-progress]')) {
            setTimeout(() => everySecond(part), 1000);
        }
    });
}
