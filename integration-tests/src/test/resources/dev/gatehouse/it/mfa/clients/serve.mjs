// An app without a window: one request a line, as JSON, and one line of an answer to each. Whoever plays the user opens the addresses.
import { createInterface } from 'node:readline';

export async function serve(calls) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { call, ...given } = JSON.parse(line);
    let answer;
    try {
      answer = { value: (await calls[call](given)) ?? null };
    } catch (e) {
      answer = { error: [e.name, e.message, e.error, e.error_description].filter(Boolean).join(': ') };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}

// What a token says that the library has checked.
export const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
