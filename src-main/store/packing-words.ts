/**
 * What nearly every body has in common, which by itself is a sixth of a small one. Never edited: what was packed with
 * it can be read with it only.
 */
export const packingWords = Buffer.from(
  [
    '"kind":"Integer"',
    '"kind":"Float"',
    '"kind":"Boolean"',
    '"kind":"Date"',
    '"kind":"DateTime"',
    '"kind":"Link"',
    '"kind":"Domain"',
    '"kind":"IPv4"',
    '"kind":"URL"',
    '"kind":"Composite"',
    '"width":"20%","volatile":true,"size":12,"weight":"bold","background":"#ffffff","lines":true',
    '{"type":"rule"}',
    '{"type":"json","title":"","value":{}}',
    '{"type":"badges","items":[{"kind":"String","value":"","label":"","colour":"#000000"}]}',
    '{"type":"geo","points":[{"latitude":0,"longitude":0,"label":"","radiusKilometres":0}],"countries":["US"]}',
    '{"type":"chart","options":{"chart":{"type":"column"},"xAxis":{"categories":[]},"series":[{"name":"","data":[]}]},"refused":[{"key":"","sentence":""}]}',
    '{"namespace":"","predicate":"","value":"","level":"suspicious"}',
    '{"level":"warning","text":""}',
    '{"stdout":"","stderr":"","stdoutCut":false,"stderrCut":false}',
    '"relation":"resolves-to","marking":"amber"',
    '"description":"","verdict":{"level":"malicious","sentence":"","reason":""}',
    '{"report":null,"messages":[{"level":"info","text":""}]}',
    '{"report":{"title":"","verdict":{"level":"unknown","sentence":"","reason":""},"widgets":[',
    '{"type":"text","item":{"kind":"String","value":"","label":""},"lineBreak":true},',
    '{"type":"markdown","title":"","markdown":""},',
    '{"type":"table","title":"","columns":[{"name":"","kind":"String"},{"name":"","kind":"String"}],"rows":[["","",""]],"rowCount":1,"key":[""]}],',
    '"related":[{"type":"domain","value":"","fields":{}},{"type":"ipv4","value":"","fields":{}}],',
    '"facts":{"geo.country":"US"},"tags":[],"messages":[],"problems":[]},"messages":[]}',
  ].join(''),
);
