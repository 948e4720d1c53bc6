// Reads {name: html} as JSON, and writes a list of what html-validate finds: name, rule, place and message.
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { text } from 'node:stream/consumers';

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules: JSON.parse(process.argv[2]) }),
);
const found = [];
for (const [name, html] of Object.entries(JSON.parse(await text(process.stdin)))) {
  for (const { messages } of (await validator.validateString(html)).results) {
    for (const { ruleId, line, column, message, selector } of messages) {
      found.push(`${name}: ${ruleId} at ${line}:${column} ${selector ?? ''}: ${message}`);
    }
  }
}
process.stdout.write(JSON.stringify(found));
