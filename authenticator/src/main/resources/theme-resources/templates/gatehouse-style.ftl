/* Works on the ground of any theme: it takes over colour and font, and adds what a form needs. */
.gh-page { display: flex; flex-direction: column; gap: 1rem; font-size: 1rem; line-height: 1.5; overflow-wrap: anywhere; }
.gh-page p { margin: 0; color: inherit; font-size: inherit; }
.gh-page form, .gh-send { display: flex; flex-direction: column; gap: 0.75rem; margin: 0; }
.gh-address { font-weight: 600; }
.gh-field { display: flex; flex-direction: column; gap: 0.25rem; }
.gh-field label, .gh-choice label { margin: 0; font-size: 1rem; font-weight: 400; color: inherit; }
.gh-field label { font-weight: 600; }
.gh-field input { box-sizing: border-box; width: 100%; min-height: 44px; padding: 0.5rem 0.75rem; font: inherit; font-size: 1.25rem; letter-spacing: 0.15em; text-align: start; color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 4px; }
.gh-field input[aria-invalid="true"] { border-width: 2px; border-inline-start-width: 6px; }
.gh-choice { display: flex; align-items: center; gap: 0.75rem; min-height: 44px; }
.gh-choice input { flex: none; width: 24px; height: 24px; margin: 0; }
.gh-list { display: flex; flex-direction: column; gap: 0.5rem; margin: 0; padding: 0.75rem 1rem; border: 1px solid currentColor; border-radius: 4px; min-width: 0; }
.gh-list legend { padding: 0 0.25rem; font-size: 1rem; font-weight: 600; color: inherit; }
.gh-button { box-sizing: border-box; width: 100%; min-height: 44px; padding: 0.5rem 1rem; font: inherit; font-weight: 600; color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 4px; cursor: pointer; }
.gh-primary { color: #fff; background: #0b57b7; border-color: #0b57b7; }
.gh-page a { display: inline-block; padding: 0.5rem 0; color: inherit; text-decoration: underline; }
.gh-page :focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.gh-primary:focus-visible { outline-color: #0b57b7; box-shadow: 0 0 0 2px #fff; }
.gh-error, .gh-notice { padding: 0.75rem 1rem; border: 1px solid currentColor; border-inline-start-width: 6px; border-radius: 4px; }
.gh-error h2, .gh-field-error { margin: 0; font-size: 1rem; font-weight: 600; color: inherit; }
.gh-error ul { margin: 0; padding: 0; list-style: none; }
.gh-error li { margin: 0; font-size: inherit; }
.gh-error:focus { outline: 3px solid currentColor; outline-offset: 2px; }
.gh-links { display: flex; flex-direction: column; gap: 0.25rem; margin: 0; padding-inline-start: 1.25rem; }
.gh-plain input { font-size: 1rem; letter-spacing: normal; }
.gh-toggle { align-self: flex-start; width: auto; }
.gh-page a.gh-button { display: flex; align-items: center; justify-content: center; text-decoration: none; }
.gh-page a.gh-primary { color: #fff; }
.gh-rules:empty { display: none; }
.gh-rules ul { display: flex; flex-direction: column; gap: 0.25rem; margin: 0.25rem 0 0; padding-inline-start: 1.25rem; list-style: disc; }
.gh-rules li { margin: 0; color: inherit; font-size: inherit; }
.gh-rules li[data-state]::marker { content: "\25CB\2002"; }
.gh-rules li[data-state="met"]::marker { content: "\2713\2002"; }
.gh-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
