// What is wrong with how the page is laid out, as pairs: what, and the element. Run in the page by looks.py, with the names of
// the checks that are wanted.
(wanted) => {
    const faults = [];
    const told = (element) => element.outerHTML.slice(0, 140);
    const visible = (element) => element.checkVisibility({checkVisibilityCSS: true}) && !element.closest('.visually-hidden, .skip-links');
    const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
    const size = (box) => `${Math.round(box.width)} x ${Math.round(box.height)}`;
    const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    // In the middle of a sentence, where no more room is than a line has.
    const inline = (element) => element.matches('a') && getComputedStyle(element).display === 'inline' && !element.closest('.notes');
    const place = (element) => [element, ...(element.labels || [])].map((each) => each.getBoundingClientRect())
        .reduce((one, other) => Math.min(one.width, one.height) >= Math.min(other.width, other.height) ? one : other);

    const CHECKS = {
        'sticks out'() {
            const root = document.documentElement;
            if (root.scrollWidth > root.clientWidth) {
                const wide = all('body *').find((each) => each.getBoundingClientRect().right > root.clientWidth + 1);
                faults.push([`sticks out to ${root.scrollWidth} px`, wide ? told(wide) : '']);
            }
        },
        'cut off'() {
            for (const element of all('body *')) {
                const {overflowX, overflowY, textOverflow} = getComputedStyle(element);
                const hides = (way) => way === 'hidden' || way === 'clip';
                const wide = element.scrollWidth > element.clientWidth + 1 && hides(overflowX);
                const high = element.scrollHeight > element.clientHeight + 1 && hides(overflowY);
                if (textOverflow === 'ellipsis' || (element.clientWidth > 1 && (wide || high))) { // of 1 px: for listeners only
                    faults.push(['text is cut off', told(element)]);
                }
            }
        },
        'targets'() {
            const boxes = all(CONTROLS).filter((each) => !inline(each)).map((each) => [each, place(each)]);
            for (const [element, box] of boxes) {
                if (box.width < 43.5 || box.height < 43.5) {
                    faults.push([`only ${size(box)} large`, told(element)]);
                }
            }
            const notes = all('.notes a').map((each) => [each, each.getBoundingClientRect()]);
            for (const [note, one] of notes) {
                for (const [element, other] of boxes) {
                    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                    if (note !== element && wide > 1 && high > 1) {
                        faults.push([`lies over another by ${Math.round(wide)} x ${Math.round(high)}`, `${told(note)} ${told(element)}`]);
                    }
                }
            }
        },
        'edges'() {
            for (const element of all('.button, button, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])')) {
                const {borderTopStyle, borderTopWidth, borderTopColor, backgroundColor} = getComputedStyle(element);
                if (borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor) {
                    faults.push(['has no edge', told(element)]);
                }
            }
        },
        'paper'() {
            for (const element of all('nav, form, button, .button, input, select, textarea, summary, .on-screen')) {
                faults.push(['is on paper', told(element)]);
            }
        },
    };
    for (const each of wanted) { CHECKS[each](); }
    return faults;
}
