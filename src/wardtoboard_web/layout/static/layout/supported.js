// Runs before the page is drawn, so that nothing jumps: tells the style sheet that scripts work.
document.body.className += " js-enabled nhsuk-frontend-supported";
