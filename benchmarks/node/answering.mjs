// How a program of others is timed: it is told how often to run, and says how long that took.
import { createInterface } from "node:readline";

export async function answer(made, run) {
  console.log(JSON.stringify(made));
  for await (const line of createInterface({ input: process.stdin })) {
    const times = Number(line);
    const began = process.hrtime.bigint();
    for (let one = 0; one < times; one += 1) await run();
    console.log(Number(process.hrtime.bigint() - began) / 1e9 / times);
  }
}
