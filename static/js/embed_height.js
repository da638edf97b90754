'use strict';
{
    // In a frame on another site: tells the page around it how high the text is, so that nothing need be scrolled in two places.
    // Without this script the frame keeps its size and scrolls. Nothing is told but the height and, to WordPress, which link of
    // ours was followed: its frames may open none themselves. WordPress knows its frame by a secret that it puts after the “#”.
    const secret = new URLSearchParams(window.location.hash.replace(/^#\??/, '')).get('secret');

    const tell = () => {
        const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
        window.parent.postMessage({type: 'msportal:height', height}, '*');
        if (secret) {
            window.parent.postMessage({message: 'height', value: height, secret}, '*');
        }
    };

    if (window.parent !== window) {
        new ResizeObserver(tell).observe(document.documentElement);
        window.addEventListener('message', (event) => {
            if (event.source === window.parent && event.data && event.data.type === 'msportal:ask') {
                tell();
            }
        });
    }
    if (secret) {
        document.addEventListener('click', (event) => {
            const link = event.target.closest('a[href]');
            if (link) {
                event.preventDefault();
                window.parent.postMessage({message: 'link', value: link.href, secret}, '*');
            }
        });
    }
}
