'use strict';
{
    // Where the keyboard is after a row was added or taken away, and what the link is called that takes it away.
    const ROW = 'tr.form-row, .inline-related:not(.tabular)';
    const BOXES = 'input:not([type="hidden"]), select, textarea, button';

    const rowsOf = (group) => [...group.querySelectorAll(ROW)].filter((row) => !row.matches('.empty-form'));
    const adderOf = (group) => group.querySelector('.add-row a');
    const isSeen = (element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0;

    const name = (group) => {
        rowsOf(group).forEach((row, index) => row.querySelector('.inline-deletelink')?.setAttribute('aria-label', `Remove: new row ${index + 1}`));
    };

    let taken = null; // the group and the place of the row that is about to go

    document.addEventListener('formset:added', (event) => {
        const group = event.target.closest('.inline-group');
        if (!group) {
            return;
        }
        name(group);
        // Several rows that are pasted have a place of their own for the cursor.
        if (document.activeElement === adderOf(group)) {
            const boxes = [...event.target.querySelectorAll(BOXES)];
            setTimeout(() => boxes.find(isSeen)?.focus());
        }
    });

    document.addEventListener(
        'click',
        (event) => {
            const link = event.target.closest('.inline-deletelink');
            if (link) {
                const group = link.closest('.inline-group');
                taken = { group, index: rowsOf(group).indexOf(link.closest(ROW)) };
            }
        },
        true,
    );
    document.addEventListener('formset:removed', () => {
        if (!taken) {
            return;
        }
        const { group, index } = taken;
        taken = null;
        setTimeout(() => {
            name(group);
            const next = rowsOf(group)[index]?.querySelector('.inline-deletelink');
            (next || adderOf(group))?.focus();
        });
    });
}
