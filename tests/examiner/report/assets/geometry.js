// Where things stand: lanes from top to bottom, time from left to right.

const AXIS = 30;
const BAR = 20;
const CHARACTER = 6.7; // width of a character of the labels, which are monospaced
const DEPTH = 44;

class Geometry {
  constructor(data, width) {
    this.width = width;
    this.narrow = width < 640;
    const longest = Math.max(...data.lanes.map((lane) => lane.role.length), 4);
    this.left = this.narrow ? 2 : Math.min(200, Math.max(76, longest * 7.4 + 18));
    const edges = data.edges.length;
    const nobody = data.edges.some((edge) => edge.target === null);
    this.right = edges ? (this.narrow ? 46 : 62) + 13 * Math.min(edges, 5) + (nobody && !this.narrow ? 14 : 0) : 14;
    this.plot = Math.max(80, width - this.left - this.right);
    this.laneHeight = this.narrow ? 76 : 58;
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
  labelLine(lane) {
    return this.barTop(lane) + BAR + 16;
  }
  depthTop(index) {
    return this.lanesEnd + 18 + index * (DEPTH + 22);
  }
  laneAt(y, count) {
    const lane = Math.floor((y - AXIS) / this.laneHeight);
    return lane >= 0 && lane < count ? lane : -1;
  }
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
