// Validates every resource of a directory that resources.py made, and then as many broken ones,
// of which each has to be caught:  node validate.mjs DIRECTORY R4|R5
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { BROKEN } from './broken.mjs';
import { definitions } from './definitions.mjs';
import { Walk } from './walk.mjs';

const [directory, version] = process.argv.slice(2);
const published = definitions(version);
const own = JSON.parse(readFileSync(join(directory, 'extensions.json'), 'utf8'));
const walk = new Walk(published, own);
const entry = published.types.map((resource) => ({ resource }));
indexStructureDefinitionBundle({ resourceType: 'Bundle', type: 'collection', entry });
const vital = published.profiles.filter((one) => ['bodyheight', 'bodyweight'].includes(one.id));
if (vital.length !== 2) throw new Error('the profiles of height and weight are missing');
const VITAL = { '8302-2': 'bodyheight', '29463-7': 'bodyweight' };

function medplum(resource, profile) {
  try {
    validateResource(resource, profile ? { profile } : undefined);
    return [];
  } catch (error) {
    const issues = error.outcome?.issue;
    if (!issues) throw error;
    const wrong = issues.filter((one) => one.severity === 'error' || one.severity === 'fatal');
    return wrong.map((one) => `${one.expression?.join() ?? ''}: ${one.details?.text ?? one.diagnostics}`);
  }
}

// What each of the two says of a resource: Medplum on it and, for a Bundle, on every entry.
function said(resource, raw) {
  const found = medplum(resource);
  for (const one of resource.entry ?? []) {
    found.push(...medplum(one.resource));
    const code = one.resource.resourceType === 'Observation' && one.resource.code?.coding?.[0]?.code;
    const profile = vital.find((known) => known.id === VITAL[code]);
    if (profile) found.push(...medplum(one.resource, profile).map((line) => `${profile.id} ${line}`));
  }
  return { medplum: found, walk: walk.problems(resource, raw) };
}

let wrong = 0;
let count = 0;
const files = readdirSync(join(directory, version)).sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(directory, version, file), 'utf8')]));
for (const [file, raw] of texts) {
  const resource = JSON.parse(raw);
  count += 1 + (resource.entry?.length ?? 0);
  const found = said(resource, raw);
  for (const line of [...found.medplum.map((one) => `medplum ${one}`), ...found.walk.map((one) => `walk ${one}`)].slice(0, 5)) {
    console.error(`${version} ${file}: ${line}`);
  }
  wrong += found.medplum.length + found.walk.length;
}
const { bindings, extensions, units, references } = walk.seen;
console.log(
  `${version}: ${files.length} files, ${count} resources, ${wrong} problems; looked at ${extensions} ` +
    `extensions, ${bindings} required codes, ${units} units, ${references} references`
);
console.log(`${version}: required value sets that no package expands: ${[...walk.unbound].join(' ') || 'none'}`);
if (!count || !extensions || !bindings || !units || !references) throw new Error('nothing was looked at');

let missed = 0;
for (const [name, file, breaking] of BROKEN(version)) {
  const raw = texts.get(file);
  if (!raw) throw new Error(`${file} is not there`);
  const resource = JSON.parse(raw);
  const changed = breaking(resource) ?? JSON.stringify(resource);
  const broken = JSON.parse(changed);
  if (changed === JSON.stringify(JSON.parse(raw))) throw new Error(`${name} breaks nothing`);
  const found = said(broken, changed);
  const by = Object.entries(found).filter(([, lines]) => lines.length).map(([who]) => who);
  if (!by.length) {
    missed += 1;
    console.error(`${version} MISSED: ${name}`);
  } else {
    console.log(`${version} caught by ${by.join(' and ')}: ${name} (${found[by[0]][0].slice(0, 120)})`);
  }
}
console.log(`${version}: ${BROKEN(version).length} broken resources, ${missed} missed`);
process.exit(wrong || missed ? 1 : 0);
