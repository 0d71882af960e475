// What is said of the event that is pointed at or focused.

function detailsOf(data, item, links) {
  const lane = data.lanes[item.lane];
  const thing = item.thing === null ? null : data.things[item.thing];
  const rows = [];
  const add = (name, value) => value && rows.push([name, value]);
  add('call', item.call);
  if (thing) {
    const made = thing.file ? `, made at ${thing.file}:${thing.line}` : '';
    const bound = thing.maxsize ? `, holds at most ${thing.maxsize}` : '';
    add('object', nameOf(thing) + bound + made);
  }
  if (item.file) add('line', item.line ? `${item.file}:${item.line}` : item.file);
  if (item.stuck) {
    add('since', `${inSeconds(item.begin, true)}, for ${duration(data.seconds - item.begin)}, to the end`);
    add('waits for', item.waits_for);
    add('because', item.why);
  } else {
    add('at', inSeconds(item.begin, true));
    if (item.end > item.begin) add('took', duration(item.end - item.begin));
    if (item.kind === 'call' && item.ending !== 'ok') add('ended with', item.ending);
    for (const link of links) add(...journey(data, item, link));
  }
  return { title: `${lane.role}: ${item.stuck ? `${item.told}, never ended` : item.text}`, rows };
}

function journey(data, item, link) {
  const here = link.source === item.number;
  const other = data.events[here ? link.target : link.source];
  const who = `${data.lanes[other.lane].role}, ${inSeconds(other.at, true)}`;
  const names = { item: ['got by', 'put by'], start: ['started', 'started by'], end: ['seen by', 'exit of'] };
  return [names[link.kind][here ? 0 : 1], who];
}

function fillTip(tip, details) {
  const title = document.createElement('strong');
  title.textContent = details.title;
  const list = document.createElement('dl');
  for (const [name, value] of details.rows) {
    const term = document.createElement('dt');
    const words = document.createElement('dd');
    term.textContent = name;
    words.textContent = value;
    list.append(term, words);
  }
  tip.replaceChildren(title, list);
}
