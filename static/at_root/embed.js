'use strict';
// Sizes the frames of this site on a page of yours, so that they need no scrolling of their own. It reads nothing of your page
// but which frames are ours, keeps nothing, and loads nothing. Without it the frames keep the size that you gave them.
(() => {
    const site = new URL(document.currentScript.src).origin;
    const HIGHEST = 20000; // pixels

    const frames = () => [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(`${site}/embed/`));

    window.addEventListener('message', ({origin, source, data}) => {
        if (origin !== site || !data || data.type !== 'msportal:height' || !Number.isFinite(data.height)) {
            return;
        }
        const frame = frames().find((each) => each.contentWindow === source);
        if (frame) {
            frame.style.height = `${Math.min(Math.max(data.height, 1), HIGHEST)}px`;
        }
    });

    // A frame may have told its height before this script was here.
    const ask = () => frames().forEach((frame) => frame.contentWindow.postMessage({type: 'msportal:ask'}, '*'));
    if (document.readyState === 'complete') {
        ask();
    } else {
        window.addEventListener('load', ask);
    }
})();
