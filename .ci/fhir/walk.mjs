// What no validator here looks at by itself: required bindings, the contents of extensions, units,
// references inside a Bundle, narrative, and how numbers are written.
import ucum from '@lhncbc/ucum-lhc';

const units = ucum.UcumLhcUtils.getInstance();
const UCUM = 'http://unitsofmeasure.org';
// Extensions of others, with what they hold.
const OTHERS = {
  'http://hl7.org/fhir/StructureDefinition/timing-daysOfCycle': {
    on: ['PlanDefinition.action'],
    parts: [['day', 'integer', '1..*']],
  },
  'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-normalization-basis': {
    on: ['MedicationRequest', 'MedicationAdministration'],
    value: 'CodeableConcept',
    codes: ['301898006', '363804004', '1157245009'],
  },
};

export class Walk {
  constructor({ types, sets }, own) {
    this.types = new Map(types.map((one) => [one.name ?? one.type, this.#elements(one)]));
    this.sets = sets;
    this.known = { ...OTHERS, ...Object.fromEntries(own.map((one) => [one.url, one])) };
    this.unbound = new Set();
    this.seen = { bindings: 0, extensions: 0, units: 0, references: 0 };
  }

  #elements(structure) {
    const found = new Map();
    for (const one of structure.snapshot.element) found.set(one.path, one);
    return found;
  }

  // The problems of a resource, each as a line.
  problems(resource, raw) {
    const found = [];
    const say = (path, what) => found.push(`${path}: ${what}`);
    this.names = new Set((resource.entry ?? []).map((one) => one.fullUrl));
    this.#resource(resource, resource.resourceType, say);
    this.#text(raw, say);
    if (resource.resourceType === 'Bundle') this.#bundle(resource, say);
    return found;
  }

  #bundle(bundle, say) {
    const names = bundle.entry.map((one) => one.fullUrl);
    if (new Set(names).size !== names.length) say('Bundle.entry', 'two entries of one fullUrl');
    for (const [index, one] of bundle.entry.entries()) {
      const path = `Bundle.entry[${index}]`;
      const kind = one.resource.resourceType;
      const own = (one.resource.identifier ?? []).map((id) => `${id.system}|${id.value}`);
      if ((bundle.type === 'transaction') !== Boolean(one.request)) {
        say(path, 'a request outside a transaction, or a transaction without one');
      } else if (!one.request) {
        // A collection: nobody is asked to do anything.
      } else if (kind === 'Patient') {
        if (one.request.method !== 'POST' || !one.request.ifNoneExist) say(path, 'a patient is put over');
      } else if (!own.includes(one.request.url?.replace(`${kind}?identifier=`, ''))) {
        say(path, 'is not put by its own identifier');
      }
      if (!/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(one.fullUrl)) say(path, 'no UUID');
    }
  }

  #text(raw, say) {
    // Numbers outside of strings: neither an exponent nor a float's tail of digits.
    const bare = raw.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    for (const one of bare.match(/-?\d[\d.eE+-]*/g) ?? []) {
      if (!/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(one)) say('numbers', `${one} is not written plainly`);
    }
      if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\\u00[01]|\\u202|\\ud[89a-f]/i.test(raw)) {
      say('text', 'a hidden sign');
    }
  }

  #resource(value, path, say) {
    this.#element(value, value.resourceType, value.resourceType, path, say);
  }

  // `name` is the structure an element is described in, `at` its path there, `path` its place.
  #element(value, name, at, path, say) {
    const structure = this.types.get(name);
    if (!structure) return say(path, `no structure ${name}`);
    for (const [key, one] of Object.entries(value)) {
      if (key === 'resourceType') continue;
      const here = `${path}.${key}`;
      const found = this.#find(structure, at, key);
      if (!found) {
        say(here, 'no such element');
        continue;
      }
      for (const [index, item] of (Array.isArray(one) ? one : [one]).entries()) {
        this.#value(item, found, Array.isArray(one) ? `${here}[${index}]` : here, say, at);
      }
    }
  }

  #find(structure, at, key) {
    const direct = structure.get(`${at}.${key}`);
    if (direct) {
      const same = direct.contentReference?.split('#')[1];
      if (same) return { type: null, at: same, structure, binding: null, name: structure.get(same)?.path };
      return { type: direct.type?.[0]?.code, at: direct.path, structure, binding: direct.binding };
    }
    for (let cut = key.length - 1; cut > 0; cut--) {
      const choice = structure.get(`${at}.${key.slice(0, cut)}[x]`);
      if (!choice) continue;
      const type = choice.type.find((one) => one.code.toLowerCase() === key.slice(cut).toLowerCase());
      if (type) return { type: type.code, at: choice.path, structure, binding: choice.binding };
    }
    return null;
  }

  #value(value, found, path, say, parent) {
    this.#binding(value, found, path, say);
    if (typeof value === 'string') {
      if (value === '' || value.length > 1024 * 1024) say(path, 'an empty or too long text');
      if (found.type !== 'xhtml' && found.type !== 'base64Binary' && value !== value.trim()) {
        say(path, 'space at the ends');
      }
      return;
    }
    if (value === null || typeof value !== 'object') return;
    if (!Object.keys(value).length) say(path, 'an empty element');
    if (found.type === 'Extension') this.#extension(value, parent, path, say);
    if (value.system === UCUM) this.#unit(value, path, say);
    if (typeof value.reference === 'string') this.#reference(value.reference, path, say);
    if (found.type === 'Resource' || value.resourceType) return this.#resource(value, path, say);
    const root = found.at.split('.')[0];
    const inside = found.type === null || found.type === 'BackboneElement' || found.type === 'Element';
    if (inside) this.#element(value, root, found.at, path, say);
    else this.#element(value, found.type, found.type, path, say);
  }

  #unit(value, path, say) {
    this.seen.units += 1;
    if (units.validateUnitString(value.code).status !== 'valid') say(path, `no UCUM unit: ${value.code}`);
    if (!Number.isFinite(value.value)) say(path, 'a unit without a number');
    if (value.value < 0) say(path, 'a negative amount');
  }

  #reference(reference, path, say) {
    this.seen.references += 1;
    if (!this.names.has(reference)) say(path, `${reference} is not in the bundle`);
  }

  #binding(value, found, path, say) {
    if (found.binding?.strength !== 'required') return;
    const url = found.binding.valueSet?.split('|')[0];
    const codes = this.sets.get(url);
    if (!codes) {
      this.unbound.add(url);
      return;
    }
    const given = typeof value === 'string' ? [value] : (value.coding ?? [value]).map((one) => one.code);
    for (const one of given) {
      this.seen.bindings += 1;
      if (!codes.has(one)) say(path, `${one} is not in ${url}`);
    }
  }

  #extension(value, parent, path, say) {
    this.seen.extensions += 1;
    const inner = /\.extension\[\d+\]\.extension\[\d+\]$/.test(path);
    if (inner) return; // looked at with the one it stands in
    const own = this.known[value.url];
    if (!own) return say(path, `unknown extension ${value.url}`);
    if (!own.on.some((one) => parent === one || (one.startsWith('PlanDefinition.') && parent.startsWith(one)))) {
      say(path, `${value.url} does not stand on ${parent}`);
    }
    if (own.value) this.#one(value, own.value, path, say);
    else this.#parts(value, own.parts, path, say);
    const codes = value.valueCodeableConcept?.coding ?? [];
    if (own.codes && !codes.some((one) => own.codes.includes(one.code))) say(path, 'none of its codes');
  }

  #one(value, type, path, say) {
    const keys = Object.keys(value).filter((one) => one !== 'url');
    const wanted = `value${type[0].toUpperCase()}${type.slice(1)}`;
    if (keys.join() !== wanted) return say(path, `holds ${keys.join() || 'nothing'}, not ${wanted}`);
    const held = value[wanted];
    if (type === 'positiveInt' && !(Number.isInteger(held) && held > 0)) say(path, `${held} is not from 1`);
    if (type === 'integer' && !Number.isInteger(held)) say(path, `${held} is no whole number`);
    if (type === 'decimal' && typeof held !== 'number') say(path, `${held} is no number`);
    return undefined;
  }

  #parts(value, parts, path, say) {
    if (Object.keys(value).some((one) => one !== 'url' && one !== 'extension')) say(path, 'a value beside parts');
    const given = value.extension ?? [];
    for (const [name, type, often] of parts) {
      const same = given.filter((one) => one.url === name);
      if (same.length < (often.startsWith('0') ? 0 : 1) || (!often.endsWith('*') && same.length > 1)) {
        say(path, `${same.length} × ${name}, not ${often}`);
      }
      for (const one of same) this.#one(one, type, `${path}.${name}`, say);
    }
    for (const one of given) {
      if (!parts.some(([name]) => name === one.url)) say(path, `unknown part ${one.url}`);
    }
  }
}
