// Resources broken on purpose: what it is, the file it is made from, and how. Each has to be caught.

const COURSE = 'course-eventful-every-event.json';
const PLAN = 'plan-dara-dcep.json';

const of = (bundle, kind, when = () => true) =>
  bundle.entry.map((one) => one.resource).find((one) => one.resourceType === kind && when(one));
const extension = (resource, name) => resource.extension.find((one) => one.url.endsWith(`/${name}`));
const request = (bundle) => of(bundle, 'MedicationRequest');
const leaf = (action) => (action.action ? leaf(action.action[0]) : action);

export function BROKEN(version) {
  const r4 = version === 'R4';
  return [
    ['a request without intent', COURSE, (b) => void delete request(b).intent],
    ['a request without its patient', COURSE, (b) => void delete request(b).subject],
    ['a request without a drug', COURSE, (b) => {
      delete request(b).medicationCodeableConcept;
      delete request(b).medication;
    }],
    ['a drug as the other release writes it', COURSE, (b) => {
      const one = request(b);
      if (r4) one.medication = { concept: one.medicationCodeableConcept };
      else one.medicationCodeableConcept = one.medication.concept;
    }],
    ['a status that is none', COURSE, (b) => void (request(b).status = 'planned')],
    ['a request status on an administration', COURSE, (b) => void (of(b, 'MedicationAdministration').status = 'active')],
    ['an intent that is none', COURSE, (b) => void (request(b).intent = 'wish')],
    ['a dose that is text', COURSE, (b) => void (request(b).dosageInstruction[0].doseAndRate[0].doseQuantity.value = '716')],
    ['a unit with a superscript', COURSE, (b) => void (request(b).dosageInstruction[0].doseAndRate[1].doseQuantity.code = 'mg/m²')],
    ['micrograms as mcg', COURSE, (b) => void (request(b).dosageInstruction[0].doseAndRate[0].doseQuantity.code = 'mcg')],
    ['a date that is none', COURSE, (b) => void (request(b).dosageInstruction[0].timing.event[0] = '2026-13-45')],
    ['an event that is no list', COURSE, (b) => void (request(b).dosageInstruction[0].timing.event = '2026-01-05')],
    ['an offset without when (tim-9)', COURSE, (b) => void (request(b).dosageInstruction[0].timing.repeat.offset = 60)],
    ['a period without a unit', PLAN, (p) => void delete p.action[0].timingTiming.repeat.periodUnit],
    ['a dosage inside an action', PLAN, (p) => void (p.action[0].dosage = [{ text: '40 mg' }])],
    ['an action related to nothing', PLAN, (p) => void delete p.action[1].relatedAction[0][r4 ? 'actionId' : 'targetId']],
    ['a relationship that is none', PLAN, (p) => void (p.action[1].relatedAction[0].relationship = 'afterwards')],
    ['a plan without status', PLAN, (p) => void delete p.status],
    ['days of a cycle as one number', PLAN, (p) => {
      const one = extension(leaf(p.action[0]), 'timing-daysOfCycle');
      delete one.extension;
      one.valueInteger = 1;
    }],
    ['a day of a cycle as text', PLAN, (p) => {
      const day = extension(leaf(p.action[0]), 'timing-daysOfCycle').extension[0];
      delete day.valueInteger;
      day.valueString = '1';
    }],
    ['cycle 0', COURSE, (b) => void (extension(request(b), 'cycle-number').valuePositiveInt = 0)],
    ['a fraction as text', COURSE, (b) => {
      const part = extension(request(b), 'dose-fraction').extension[0];
      delete part.valueDecimal;
      part.valueString = '0.7';
    }],
    ['a fraction without its number', COURSE, (b) => void extension(request(b), 'dose-fraction').extension.shift()],
    ['an extension nobody knows', COURSE, (b) => void request(b).extension.push({ url: 'https://example.org/x', valueString: 'y' })],
    ['an extension with value and parts', COURSE, (b) => void (extension(request(b), 'phase').extension = [{ url: 'a', valueString: 'b' }])],
    ['an extension on the wrong resource', COURSE, (b) => void (of(b, 'Observation').extension = [extension(request(b), 'phase')])],
    ['a reference to what is not there', COURSE, (b) => void (request(b).basedOn[0].reference = 'urn:uuid:00000000-0000-4000-8000-000000000000')],
    ['two entries of one name', COURSE, (b) => void (b.entry[1].fullUrl = b.entry[2].fullUrl)],
    ['a patient put over the one known', COURSE, (b) => void (b.entry.find((one) => one.resource.resourceType === 'Patient').request.method = 'PUT')],
    ['an entry without a request', COURSE, (b) => void (b.entry[3].request = { method: 'PUT' })],
    ['a transaction without requests', COURSE, (b) => b.entry.forEach((one) => delete one.request)],
    ['a collection with requests', COURSE, (b) => void (b.type = 'collection')],
    ['a gender that is none', COURSE, (b) => void (of(b, 'Patient').gender = 'f')],
    ['an observation without a code', COURSE, (b) => void delete of(b, 'Observation').code],
    ['a height in inches of another spelling', COURSE, (b) => void (of(b, 'Observation').valueQuantity.code = 'inch')],
    ['a weight that is no vital sign', COURSE, (b) => void (of(b, 'Observation', (one) => one.code.coding[0].code === '29463-7').category = [{ text: 'size' }])],
    ['a laboratory value in kelvin spelt K/uL as text', COURSE, (b) => void (of(b, 'Observation').valueQuantity.code = 'x10^9/L')],
    ['an administration without its day', COURSE, (b) => {
      const one = of(b, 'MedicationAdministration');
      delete one.effectiveDateTime;
      delete one.occurenceDateTime;
    }],
    ['an issue without status', COURSE, (b) => void delete of(b, 'DetectedIssue').status],
    ['an issue of a severity that is none', COURSE, (b) => void (of(b, 'DetectedIssue').severity = 'violation')],
    ['a plan of care without intent', COURSE, (b) => void delete of(b, 'CarePlan').intent],
    ['a number with an exponent', COURSE, (b) => JSON.stringify(b).replace('"value":165', '"value":1.65e2')],
    ['a float of sixteen digits', COURSE, (b) => JSON.stringify(b).replace('"value":165', '"value":165.00')],
    ['a control character', COURSE, (b) => void (of(b, 'Patient').name[0].text = 'Ada\u0007')],
    ['a mark that turns the direction', COURSE, (b) => void (of(b, 'Patient').name[0].text = '10\u202e mg')],
    ['an empty text', COURSE, (b) => void (of(b, 'Patient').name[0].text = '')],
    ['an empty element', COURSE, (b) => void (of(b, 'Patient').name[0] = {})],
    ['a narrative without its div', COURSE, (b) => void delete request(b).text.div],
  ];
}
