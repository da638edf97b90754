'use strict';
{
    // A form is sent by its button. Browsers also send one when Enter is pressed on a choice, which a hand that trembles does too
    // easily where it means publishing or withdrawing; and in a box that says so.
    document.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && event.target.matches('input:is([type="checkbox"], [type="radio"], [data-by-button])')) {
            event.preventDefault();
        }
    });
}
