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
    window.addEventListener('DOMContentLoaded', () => {
        for (const part of document.querySelectorAll('[data-progress]')) {
            setTimeout(() => everySecond(part), 1000);
        }
    });
}
