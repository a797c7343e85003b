// Orders from a PlanDefinition by encender's $apply. "worker" as the second argument leaves it the
// thread for CQL that it starts on every call; without it, one that does nothing stands in.
import { readFileSync } from "node:fs";
import { applyPlan, simpleResolver } from "encender";
import { answer } from "./answering.mjs";

const resources = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const plan = resources.find((one) => one.resourceType === "PlanDefinition");
const resolver = simpleResolver(resources);
const none = { postMessage() {}, terminate() {}, on() {}, addEventListener() {} };
const aux = process.argv[3] === "worker" ? {} : { WorkerFactory: () => none, isNodeJs: true };

async function orders() {
  const applied = await applyPlan(plan, "Patient/p1", resolver, aux);
  return applied.filter((one) => one.resourceType === "MedicationRequest");
}

const made = await orders();
await answer(made.map((one) => [one.medicationCodeableConcept.text, null]), orders);
