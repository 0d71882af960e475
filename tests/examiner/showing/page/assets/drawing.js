// Draws what is in view as SVG: few elements, each a path of many marks, whatever the number of events.

const SVG = 'http://www.w3.org/2000/svg';
const GROUP_NAMES = ['give', 'take', 'sync', 'life', 'work', 'bad'];
const MANY_LINKS = 250;
const CROWD = 8; // pixels that each event of a lane has at least where labels are shown

function make(name, attributes = {}, content = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (content !== null) element.textContent = content;
  return element;
}

function fitted(text, room) {
  const most = Math.floor(room / CHARACTER);
  if (text.length <= most) return text;
  return most < 4 ? '' : `${text.slice(0, most - 1)}…`;
}

class Drawing {
  constructor(picture) {
    Object.assign(this, { picture, data: picture.data, lanes: picture.lanes });
    this.svg = make('svg', { 'aria-hidden': 'true', focusable: 'false' });
  }

  draw() {
    const { data, picture } = this;
    this.geometry = picture.geometry;
    const g = this.geometry;
    const id = picture.figure.id;
    this.svg.setAttribute('viewBox', `0 0 ${g.width} ${g.height}`);
    this.svg.setAttribute('width', g.width);
    this.svg.setAttribute('height', g.height);
    this.svg.replaceChildren(this.patterns(id));
    this.clipped = make('g', { 'clip-path': `url(#${id}-plot)` });
    this.taken = data.lanes.map(() => [[], []]);
    this.axis();
    data.lanes.forEach((lane) => this.band(lane));
    this.svg.append(this.clipped);
    this.links();
    this.lanes.forEach((items, lane) => this.marks(items, lane));
    this.lanes.forEach((items, lane) => this.labels(items, lane));
    data.waits.forEach((wait) => this.stuck(wait));
    data.depths.forEach((depth, index) => this.depth(depth, index));
    this.edges();
    this.active();
  }

  patterns(id) {
    const g = this.geometry;
    const defs = make('defs');
    const clip = make('clipPath', { id: `${id}-plot` });
    clip.append(make('rect', { x: g.left - 1, y: 0, width: g.plot + 9, height: g.height }));
    defs.append(clip);
    for (const group of ['give', 'take', 'sync', 'stuck']) {
      const pattern = make('pattern', { id: `${id}-${group}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
      pattern.append(make('rect', { width: 6, height: 6, class: `hatch-ground ${group}` }));
      pattern.append(make('rect', { width: group === 'stuck' ? 3 : 1.6, height: 6, class: `hatch ${group}` }));
      defs.append(pattern);
    }
    for (const kind of ['circular', 'plain']) {
      const head = make('marker', { id: `${id}-${kind}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' });
      head.append(make('path', { d: 'M0 0L8 4L0 8z', class: `head ${kind}` }));
      defs.append(head);
    }
    return defs;
  }

  axis() {
    const g = this.geometry;
    const { picture } = this;
    const lines = [];
    const labels = make('g', { class: 'axis' });
    let last = -Infinity;
    const ticks = picture.ticks();
    const digits = digitsFor(ticks);
    for (const t of ticks) {
      const x = picture.x(t);
      if (x < g.left || x > g.left + g.plot + 0.5) continue;
      lines.push(`M${x.toFixed(1)} ${AXIS - 8}V${g.height - 8}`);
      const text = `${t.toFixed(digits)} s`;
      const half = (text.length * CHARACTER) / 2;
      const middle = Math.min(Math.max(x, g.left + half), g.left + g.plot - half);
      if (middle - half < last + 10) continue;
      last = middle + half;
      labels.append(make('text', { x: middle, y: AXIS - 14, 'text-anchor': 'middle' }, text));
    }
    this.svg.append(make('path', { d: lines.join(''), class: 'grid' }), labels);
  }

  band(lane) {
    const g = this.geometry;
    const { picture } = this;
    const top = g.laneTop(lane.number);
    const name = make('text', { class: lane.thread ? 'lane thread' : 'lane', x: g.left - 12, y: g.middle(lane.number) + 4, 'text-anchor': 'end' });
    const room = g.narrow ? g.plot : g.left - 14;
    if (g.narrow) {
      name.setAttribute('x', g.left + 2);
      name.setAttribute('y', top + 16);
      name.setAttribute('text-anchor', 'start');
    }
    name.textContent = fitted(lane.role, (room / NAME) * CHARACTER);
    this.svg.append(make('path', { d: `M0 ${top}H${g.width}`, class: 'rule' }), name);
    const from = picture.x(lane.began);
    const to = picture.x(lane.ended ?? this.data.seconds);
    const y = g.barTop(lane.number);
    this.clipped.append(make('rect', { x: from, y, width: Math.max(1, to - from), height: BAR, rx: 3, class: 'lifetime' }));
    for (const gap of this.data.gaps) {
      if (gap.lane !== lane.number) continue;
      const x = picture.x(gap.begin);
      const width = Math.max(2, picture.x(gap.end) - x);
      this.clipped.append(make('path', { d: `M${x} ${y + BAR / 2}h${width}`, class: 'gap' }));
      const words = 'calls not kept';
      const room = Math.min(x + width, g.left + g.plot) - Math.max(x, g.left);
      if (room > words.length * CHARACTER + 8) this.label(lane.number, words, Math.max(x, g.left) + 4, 'label faint', 0);
    }
  }

  // Where an item is told: its moment, which for a wait that was cut off is its begin.
  marks(items, lane) {
    const g = this.geometry;
    const y = g.barTop(lane);
    const right = g.left + g.plot;
    const spans = {};
    const ticks = {};
    const shapes = {};
    const last = {};
    for (const item of items) {
      if (item.stuck) continue;
      const from = this.picture.x(item.begin);
      const to = this.picture.x(item.end);
      if (to < g.left - 10 || from > right + 10) continue;
      const width = to - from;
      const x = this.picture.x(item.at);
      if (width >= 3) {
        const start = Math.max(from, g.left - 4);
        const line = `M${start.toFixed(1)} ${y}h${(Math.min(to, right + 4) - start).toFixed(1)}v${BAR}H${start.toFixed(1)}z`;
        (spans[item.group] ??= { wait: [], busy: [] })[waited(item) ? 'wait' : 'busy'].push(line);
      }
      const pixel = Math.round(x * 2);
      if (last[item.group] === pixel) continue;
      last[item.group] = pixel;
      const at = x.toFixed(1);
      if (item.kind === 'begin') (shapes.life ??= []).push(`M${at} ${y}v${BAR}l9 -${BAR / 2}z`);
      else if (item.kind === 'exit' && item.group === 'life') (shapes.life ??= []).push(`M${x - 3} ${y}h6v${BAR}h-6z`);
      else if (item.group === 'bad') (shapes.bad ??= []).push(`M${x - 6} ${y + 4}l12 12m0 -12l-12 12`);
      else (ticks[item.group] ??= []).push(`M${at} ${y}v${BAR}`);
    }
    for (const group of GROUP_NAMES) {
      const found = spans[group];
      if (found?.wait.length) this.clipped.append(make('path', { d: found.wait.join(''), class: `span ${group}`, fill: `url(#${this.picture.figure.id}-${group})` }));
      if (found?.busy.length) this.clipped.append(make('path', { d: found.busy.join(''), class: `span busy ${group}` }));
      if (ticks[group]) this.clipped.append(make('path', { d: ticks[group].join(''), class: `tick ${group}` }));
      if (shapes[group]) this.clipped.append(make('path', { d: shapes[group].join(''), class: `shape ${group}` }));
    }
  }

  stuck(wait) {
    const g = this.geometry;
    const y = g.barTop(wait.lane);
    const right = g.left + g.plot;
    const from = Math.max(this.picture.x(wait.begin), g.left - 4);
    const to = Math.min(this.picture.x(this.data.seconds), right + 4);
    if (from > right || to < g.left) return;
    const width = Math.max(3, to - from);
    this.clipped.append(make('rect', { x: from, y, width, height: BAR, rx: 2, class: 'span stuck', fill: `url(#${this.picture.figure.id}-stuck)` }));
    const place = wait.file && wait.line ? `${wait.file}:${wait.line}` : wait.file;
    const room = Math.max(right - Math.max(from, g.left), g.plot * 0.6);
    // The line matters most: what else fits is said before it.
    const wordings = [wait.call, wait.told, ''].map((words) => ['■', words, place].filter(Boolean).join(' '));
    const shown = wordings.find((words, i) => words.length * CHARACTER <= (i ? g.plot - 4 : room)) ?? fitted(wordings[2], g.plot - 4);
    const x = Math.max(g.left + 2, Math.min(Math.max(from, g.left + 2), right - shown.length * CHARACTER - 2));
    const end = x + shown.length * CHARACTER;
    const free = this.taken[wait.lane][0].every(([start, stop]) => end < start - 7 || x > stop + 7);
    this.label(wait.lane, shown, x, 'label stuck', free ? 0 : 1);
  }

  label(lane, words, x, kind, line) {
    const g = this.geometry;
    this.taken[lane][line].push([x, x + words.length * CHARACTER]);
    this.svg.append(make('text', { x, y: g.labelLine(lane, line), class: kind }, words));
  }

  // As many labels as there is room for, each under its moment: what is told at its end, ends there.
  labels(items, lane) {
    const g = this.geometry;
    const right = g.left + g.plot;
    const free = this.taken[lane][0];
    const shown = (item) => !item.stuck && item.kind !== 'begin' && item.kind !== 'make';
    // Errors and exits are told first: they matter most.
    const first = (item) => item.group === 'bad' || item.kind === 'exit';
    const ordered = [...items.filter(first), ...items.filter((item) => !first(item))].filter(shown);
    const visible = ordered.filter((i) => this.picture.x(i.at) >= g.left - 1 && this.picture.x(i.at) <= right + 1);
    // A label for one of many says nothing of the others.
    const crowded = visible.length * CROWD > g.plot;
    let last = -Infinity;
    for (const item of visible) {
      if (crowded && !first(item)) continue;
      const place = this.picture.x(item.at);
      if (!first(item) && place < last) continue;
      const told = item.told || item.text;
      const words = told.length > 24 ? `${told.slice(0, 23)}…` : told;
      const width = words.length * CHARACTER;
      const from = item.at > item.begin || item.kind === 'exit' ? place - width + 2 : place - 2;
      const x = Math.min(Math.max(from, g.left + 1), right - width - 1);
      if (x < g.left || free.some(([start, end]) => x < end + 7 && x + width > start - 7)) continue;
      if (!first(item)) last = x + width;
      this.label(lane, words, x, `label ${item.group}`, 0);
    }
  }

  links() {
    const { data, picture } = this;
    const g = this.geometry;
    const seen = new Set();
    const paths = { item: [], start: [], end: [] };
    for (const link of data.links) {
      const source = data.events[link.source];
      const target = data.events[link.target];
      if (source.lane === target.lane) continue;
      const x1 = picture.x(source.kind === 'exit' ? source.at : link.kind === 'start' ? source.begin : source.at);
      const x2 = picture.x(link.kind === 'start' ? target.at : target.end);
      if (Math.max(x1, x2) < g.left || Math.min(x1, x2) > g.left + g.plot) continue;
      const down = target.lane > source.lane;
      const y1 = g.barTop(source.lane) + (down ? BAR : 0);
      const y2 = g.barTop(target.lane) + (down ? 0 : BAR);
      const key = `${link.kind} ${Math.round(x1)} ${Math.round(x2)} ${source.lane} ${target.lane}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const back = Math.atan2(y2 - y1, x2 - x1);
      const [ax, ay] = [x2 - 7 * Math.cos(back - 0.4), y2 - 7 * Math.sin(back - 0.4)];
      const [bx, by] = [x2 - 7 * Math.cos(back + 0.4), y2 - 7 * Math.sin(back + 0.4)];
      paths[link.kind].push(`M${x1.toFixed(1)} ${y1}L${x2.toFixed(1)} ${y2}M${ax.toFixed(1)} ${ay.toFixed(1)}L${x2.toFixed(1)} ${y2}L${bx.toFixed(1)} ${by.toFixed(1)}`);
    }
    for (const [kind, found] of Object.entries(paths)) {
      const crowd = found.length > MANY_LINKS ? ' crowd' : '';
      if (found.length) this.clipped.append(make('path', { d: found.join(''), class: `link ${kind}${crowd}` }));
    }
  }

  depth(depth, index) {
    const g = this.geometry;
    const { picture, data } = this;
    const top = g.depthTop(index);
    const bottom = top + DEPTH;
    const y = (count) => bottom - (count / depth.maxsize) * (DEPTH - 8);
    const thing = data.things[depth.thing];
    let line = `M${picture.x(0).toFixed(1)} ${bottom}`;
    let lastX = NaN;
    for (const [t, count] of depth.points) {
      const x = Math.round(picture.x(t) * 10) / 10;
      line += x === lastX ? `V${y(count).toFixed(1)}` : `H${x}V${y(count).toFixed(1)}`;
      lastX = x;
    }
    const end = picture.x(depth.known_until);
    this.svg.append(make('path', { d: `M0 ${top - 10}H${g.width}`, class: 'rule' }));
    this.clipped.append(
      make('path', { d: `${line}H${end.toFixed(1)}V${bottom}z`, class: 'depth' }),
      make('path', { d: `M${g.left} ${y(depth.maxsize)}h${g.plot}`, class: 'full' }),
      make('path', { d: `M${g.left} ${bottom}h${g.plot}`, class: 'grid' }),
    );
    if (depth.known_until < data.seconds) {
      this.clipped.append(make('path', { d: `M${end.toFixed(1)} ${bottom}H${g.left + g.plot}`, class: 'gap' }));
    }
    const name = nameOf(thing);
    const full = `full: ${depth.maxsize}`;
    if (g.narrow) {
      this.svg.append(make('text', { x: g.left + 2, y: top + 2, class: 'lane depth-name' }, fitted(`${name}, ${full}`, g.plot)));
    } else {
      this.svg.append(
        make('text', { x: g.left - 12, y: bottom - 12, 'text-anchor': 'end', class: 'lane' }, fitted(name, ((g.left - 14) / NAME) * CHARACTER)),
        make('text', { x: g.left - 12, y: bottom + 2, 'text-anchor': 'end', class: 'label faint' }, 'how full'),
        make('text', { x: g.left + 4, y: y(depth.maxsize) - 4, class: 'label faint' }, full),
      );
    }
  }

  // Who waits for whom: arrows beside the lanes, those of a circle in the warning colour.
  edges() {
    const g = this.geometry;
    const { edges } = this.data;
    if (!edges.length) return;
    const x = g.left + g.plot + 6;
    this.svg.append(make('text', { x: g.width - 2, y: AXIS - 14, class: 'label faint', 'text-anchor': 'end' }, g.narrow ? 'waits' : 'waits for'));
    const ordered = edges.filter((edge) => edge.target !== null).sort((a, b) => span(a) - span(b));
    const nobody = edges.filter((edge) => edge.target === null);
    [...ordered, ...nobody].forEach((edge, index) => {
      const kind = edge.circular ? 'circular' : 'plain';
      const from = g.middle(edge.source);
      const marker = `url(#${this.picture.figure.id}-${kind})`;
      if (edge.target === null) {
        this.svg.append(
          make('path', { d: `M${x} ${from}h20`, class: `edge ${kind}`, 'marker-end': marker }),
          make('text', { x: x + 25, y: from + 4, class: 'label nobody' }, g.narrow ? '∅' : 'nobody'),
        );
        return;
      }
      // A curve reaches three quarters as far as its handles.
      const reach = x + (Math.min(g.right - 14, (g.narrow ? 14 : 22) + (g.narrow ? 9 : 16) * index) * 4) / 3;
      const down = edge.target >= edge.source ? 1 : -1;
      const to = g.middle(edge.target);
      const [y1, y2] = edge.source === edge.target ? [from - 6, to + 6] : [from + 5 * down, to - 5 * down];
      this.svg.append(make('path', { d: `M${x} ${y1}C${reach} ${y1} ${reach} ${y2} ${x + 1} ${y2}`, class: `edge ${kind}`, 'marker-end': marker }));
    });
    function span(edge) {
      return Math.abs(edge.target - edge.source);
    }
  }

  // The event that is pointed at, with a ring round it and its own link.
  active() {
    this.ring?.remove();
    const item = this.picture.current;
    if (!item) return;
    const g = this.geometry;
    const event = item.stuck ? `wait ${item.number}` : `event ${item.number}`;
    this.ring = make('g', { class: 'active', 'data-shown': event, 'clip-path': `url(#${this.picture.figure.id}-plot)` });
    const [from, to] = this.picture.extent(item);
    this.ring.append(make('rect', { x: from - 4, y: g.barTop(item.lane) - 4, width: to - from + 8, height: BAR + 8, rx: 5 }));
    for (const link of item.stuck ? [] : this.picture.linksOf(item)) {
      const source = this.data.events[link.source];
      const target = this.data.events[link.target];
      const x2 = this.picture.x(link.kind === 'start' ? target.at : target.end);
      this.ring.append(make('path', { d: `M${this.picture.x(source.at)} ${g.middle(source.lane)}L${x2} ${g.middle(target.lane)}` }));
    }
    this.svg.append(this.ring);
  }
}
