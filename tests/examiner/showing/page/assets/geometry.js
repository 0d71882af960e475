// Where things stand: lanes from top to bottom, time from left to right.

const AXIS = 30;
const BAR = 20;
const CHARACTER = 6.7; // width of a character of the labels, which are monospaced
const NAME = 8.2; // the same of the names of lanes, at most
const DEPTH = 44;

class Geometry {
  constructor(data, width) {
    this.width = width;
    this.narrow = width < 640;
    const names = [...data.lanes.map((lane) => lane.role), ...data.depths.map((depth) => nameOf(data.things[depth.thing]))];
    const longest = Math.max(...names.map((name) => name.length), 4);
    this.left = this.narrow ? 2 : Math.min(220, Math.max(76, longest * NAME + 24));
    const nobody = data.edges.some((edge) => edge.target === null);
    const arrows = Math.min(4, data.edges.filter((edge) => edge.target !== null).length);
    const room = this.narrow ? 22 + 9 * arrows : Math.max(76, 36 + 16 * arrows);
    this.right = !data.edges.length ? 14 : nobody ? Math.max(room, this.narrow ? 42 : 84) : room;
    this.plot = Math.max(80, width - this.left - this.right);
    // A wait that never ended has a line of text of its own.
    this.laneHeight = (this.narrow ? 76 : 58) + (data.waits.length ? 14 : 0);
    this.lanesEnd = AXIS + data.lanes.length * this.laneHeight;
    this.height = this.lanesEnd + data.depths.length * (DEPTH + 22) + 8;
  }
  laneTop(lane) {
    return AXIS + lane * this.laneHeight;
  }
  barTop(lane) {
    return this.laneTop(lane) + (this.narrow ? 24 : 8);
  }
  middle(lane) {
    return this.barTop(lane) + BAR / 2;
  }
  labelLine(lane, line = 0) {
    return this.barTop(lane) + BAR + 15 + 15 * line;
  }
  depthTop(index) {
    return this.lanesEnd + 18 + index * (DEPTH + 22);
  }
  laneAt(y, count) {
    const lane = Math.floor((y - AXIS) / this.laneHeight);
    return lane >= 0 && lane < count ? lane : -1;
  }
}

function nameOf(thing) {
  return `${thing.kind} ${thing.name}`.trim();
}

// Everything of a lane that can be pointed at, in order of time.
function itemsOf(data) {
  const lanes = data.lanes.map(() => []);
  for (const event of data.events) {
    lanes[event.lane].push({ ...event, group: groupOf(event), stuck: false });
  }
  for (const wait of data.waits) {
    lanes[wait.lane].push({ ...wait, at: wait.begin, end: data.seconds, group: 'stuck', stuck: true, kind: 'wait' });
  }
  for (const items of lanes) {
    items.sort((a, b) => a.stuck - b.stuck || a.at - b.at || a.number - b.number);
    items.forEach((item, index) => (item.index = index));
  }
  return lanes;
}

const GROUPS = [
  [/\.(put|send|send_bytes)\(\)$/, 'give'],
  [/\.(get|recv|recv_bytes|recv_bytes_into)\(\)$/, 'take'],
  [/^process\.(start|terminate|kill)\(\)$/, 'life'],
];

function groupOf(event) {
  if (event.kind === 'error' || event.kind === 'killed') return 'bad';
  if (event.kind === 'exit') return /exit 0$/.test(event.text) ? 'life' : 'bad';
  if (event.kind === 'begin' || event.kind === 'make') return 'life';
  if (event.kind === 'work' || event.kind === 'idle') return 'work';
  const found = GROUPS.find(([pattern]) => pattern.test(event.plain));
  return found ? found[1] : 'sync';
}

// Does a call wait from its begin to its end? Whoever starts or ends a process works meanwhile.
function waited(item) {
  return item.kind === 'call' && item.group !== 'life';
}
