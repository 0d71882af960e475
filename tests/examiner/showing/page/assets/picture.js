// One picture: its view, and what the mouse, fingers and keys do with it.

const CLOSE = 14; // pixels from an event at which it still counts as pointed at
const CROWDED = 5; // pixels: where most events are closer, steps tell more than seconds

class Picture {
  constructor(figure) {
    this.figure = figure;
    this.data = JSON.parse(figure.querySelector('script').textContent);
    this.data.seconds = Math.max(this.data.seconds, 1e-6);
    this.lanes = itemsOf(this.data);
    this.byNumber = new Map();
    this.lanes.flat().forEach((item) => !item.stuck && this.byNumber.set(item.number, item));
    this.links = new Map();
    for (const link of this.data.links) {
      for (const end of [link.source, link.target]) this.links.set(end, [...(this.links.get(end) ?? []), link]);
    }
    this.view = [0, 1];
    this.canvas = figure.querySelector('.canvas');
    this.canvas.style.minHeight = '';
    this.tip = figure.querySelector('.tip');
    this.drawing = new Drawing(this);
    this.canvas.append(this.drawing.svg);
    figure.querySelector('.tools').hidden = false;
    figure.classList.add('drawn');
    this.geometry = new Geometry(this.data, this.canvas.clientWidth);
    this.useScale(this.isCrowded() ? 'steps' : 'seconds');
    this.listen();
    this.pruneLegend();
  }

  pruneLegend() {
    const groups = new Set(this.lanes.flat().map((item) => item.group));
    for (const entry of this.figure.querySelectorAll('.legend [data-group]')) {
      entry.hidden = !groups.has(entry.dataset.group);
    }
  }

  // -- scale and view

  useScale(name) {
    const { data } = this;
    const moments = () => [...data.events.flatMap((e) => [e.begin, e.end]), ...data.waits.map((w) => w.begin), ...data.lanes.map((l) => l.began)];
    this.scaleName = name;
    this.scale = name === 'steps' ? stepsScale(moments(), data.seconds) : secondsScale(data.seconds);
    for (const button of this.figure.querySelectorAll('[data-scale]')) {
      button.setAttribute('aria-pressed', String(button.dataset.scale === name));
    }
    this.view = [0, 1];
    this.redraw();
  }

  isCrowded() {
    const times = this.data.events.map((event) => event.at);
    const pixel = this.data.seconds / this.geometry.plot;
    const close = gaps(times).filter((gap) => gap < CROWDED * pixel).length;
    return times.length > 2 && times.length < 300 && close > times.length / 3;
  }

  x(t) {
    const [a, b] = this.view;
    return this.geometry.left + ((this.scale.to(t) - a) / (b - a)) * this.geometry.plot;
  }

  place(x) {
    const [a, b] = this.view;
    return a + ((x - this.geometry.left) / this.geometry.plot) * (b - a);
  }

  ticks() {
    const { geometry, scale, data } = this;
    const from = scale.from(Math.max(0, this.view[0]));
    const to = scale.from(Math.min(1, this.view[1]));
    if (this.scaleName === 'seconds') {
      const step = roundStep(Math.max((to - from) / Math.max(2, geometry.plot / 110), 1e-6));
      const first = Math.ceil(from / step) * step;
      return Array.from({ length: Math.floor((to - first) / step + 1e-9) + 1 }, (_, i) => first + i * step);
    }
    let last = -Infinity;
    return scale.times.filter((t) => {
      const x = this.x(t);
      const keep = t >= from && t <= to && (x - last >= 74 || t === data.seconds);
      if (keep) last = x;
      return keep;
    });
  }

  zoom(factor, middle = (this.view[0] + this.view[1]) / 2) {
    const [a, b] = this.view;
    const width = Math.min(1, Math.max(1e-7, (b - a) * factor));
    const share = (middle - a) / (b - a);
    this.show(middle - share * width, width);
  }

  move(share) {
    const [a, b] = this.view;
    this.show(a + share * (b - a), b - a);
  }

  show(from, width) {
    const start = Math.min(Math.max(0, from), 1 - width);
    this.view = [start, start + width];
    this.redraw();
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow();
    });
  }

  drawNow(width = this.canvas.clientWidth) {
    if (!width) return; // it is folded away
    this.geometry = new Geometry(this.data, width);
    this.drawing.draw();
    this.placeTip();
  }

  // -- what is pointed at

  extent(item) {
    const end = item.stuck ? this.data.seconds : item.end;
    return [this.x(item.begin), Math.max(this.x(end), this.x(item.begin) + 1)];
  }

  linksOf(item) {
    return this.links.get(item.number) ?? [];
  }

  select(item, reveal = false) {
    this.current = item;
    if (!item) {
      this.tip.hidden = true;
      this.drawing.active();
      return;
    }
    fillTip(this.tip, detailsOf(this.data, item, item.stuck ? [] : this.linksOf(item)));
    this.tip.hidden = false;
    if (reveal) this.reveal(item);
    this.drawing.active();
    this.placeTip();
  }

  reveal(item) {
    const u = this.scale.to(item.at);
    const [a, b] = this.view;
    if (u < a || u > b) {
      this.show(u - (b - a) / 2, b - a);
      this.drawNow();
    }
  }

  placeTip() {
    if (!this.current || this.tip.hidden) return;
    const g = this.geometry;
    const room = this.figure.clientWidth;
    const width = this.tip.offsetWidth;
    const [from, to] = this.extent(this.current);
    const centre = Math.min(Math.max((Math.max(from, g.left) + Math.min(to, g.left + g.plot)) / 2, g.left), g.left + g.plot);
    const left = Math.min(Math.max(0, centre - width / 2), Math.max(0, room - width));
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${this.canvas.offsetTop + g.barTop(this.current.lane) + BAR + 8}px`;
  }

  nearest(x, y) {
    const lane = this.geometry.laneAt(y, this.lanes.length);
    if (lane < 0) return null;
    let best = null;
    let least = CLOSE;
    for (const item of this.lanes[lane]) {
      const [from, to] = this.extent(item);
      const at = this.x(item.at);
      const inside = x >= from && x <= to;
      // Inside of a long span counts less than right beside a moment.
      const distance = Math.min(Math.abs(x - at), inside ? 6 : Math.min(Math.abs(x - from), Math.abs(x - to)));
      if (distance < least) [best, least] = [item, distance];
    }
    return best;
  }

  // -- keys

  step(by) {
    if (!this.current) return this.select(this.firstItem(), true);
    const items = this.lanes[this.current.lane];
    const next = items[this.current.index + by];
    if (next) this.select(next, true);
  }

  firstItem() {
    const all = this.lanes.flat();
    return all.find((item) => item.stuck) ?? all[0];
  }

  changeLane(by) {
    if (!this.current) return this.select(this.firstItem(), true);
    const t = this.current.at;
    for (let lane = this.current.lane + by; lane >= 0 && lane < this.lanes.length; lane += by) {
      const items = this.lanes[lane];
      if (!items.length) continue;
      const closest = items.reduce((a, b) => (Math.abs(b.at - t) < Math.abs(a.at - t) ? b : a));
      return this.select(this.current.stuck ? items.find((i) => i.stuck) ?? closest : closest, true);
    }
  }

  follow() {
    const link = this.current && !this.current.stuck && this.linksOf(this.current)[0];
    if (!link) return;
    const other = link.source === this.current.number ? link.target : link.source;
    this.select(this.byNumber.get(other), true);
  }

  edge(last) {
    const items = this.lanes[(this.current ?? this.firstItem()).lane];
    this.select(items[last ? items.length - 1 : 0], true);
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: () => this.move(-0.2), ArrowRight: () => this.move(0.2) };
    const keys = {
      ArrowLeft: () => this.step(-1),
      ArrowRight: () => this.step(1),
      ArrowUp: () => this.changeLane(-1),
      ArrowDown: () => this.changeLane(1),
      Home: () => this.edge(false),
      End: () => this.edge(true),
      Enter: () => this.follow(),
      Escape: () => this.select(null),
      '+': () => this.zoom(0.5, this.focusPlace()),
      '=': () => this.zoom(0.5, this.focusPlace()),
      '-': () => this.zoom(2, this.focusPlace()),
      0: () => this.show(0, 1),
    };
    const act = (event.shiftKey && moves[event.key]) || keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  focusPlace() {
    const u = this.current ? this.scale.to(this.current.at) : NaN;
    return u >= this.view[0] && u <= this.view[1] ? u : (this.view[0] + this.view[1]) / 2;
  }

  // -- mouse, fingers, buttons

  listen() {
    const { canvas, figure } = this;
    const fingers = new Map();
    let moved = 0;
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    canvas.addEventListener('keydown', (event) => this.onKey(event));
    canvas.addEventListener('focus', () => {
      if (!this.current && canvas.matches(':focus-visible')) this.select(this.firstItem(), true);
    });
    canvas.addEventListener('pointerdown', (event) => {
      fingers.set(event.pointerId, at(event));
      moved = 0;
    });
    canvas.addEventListener('pointermove', (event) => {
      const [x, y] = at(event);
      const before = fingers.get(event.pointerId);
      if (!before) {
        const found = this.nearest(x, y);
        if (found || document.activeElement !== canvas) this.select(found);
        return;
      }
      const shift = x - before[0];
      moved += Math.abs(shift);
      if (fingers.size === 2) this.pinch(fingers, event.pointerId, x);
      else if (moved > 3) {
        if (!canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
        this.move(-shift / this.geometry.plot);
      }
      fingers.set(event.pointerId, [x, y]);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, (event) => {
        fingers.delete(event.pointerId);
        if (end === 'pointerup' && moved <= 3) this.select(this.nearest(...at(event)));
      });
    }
    canvas.addEventListener('pointerleave', (event) => {
      // A finger leaves as soon as it is lifted: what it has tapped stays.
      if (event.pointerType !== 'touch' && document.activeElement !== canvas) this.select(null);
    });
    canvas.addEventListener('blur', () => this.select(null));
    canvas.addEventListener('wheel', (event) => this.onWheel(event, at(event)[0]), { passive: false });
    const acts = {
      in: () => this.zoom(0.5),
      out: () => this.zoom(2),
      left: () => this.move(-0.3),
      right: () => this.move(0.3),
      all: () => this.show(0, 1),
    };
    for (const button of figure.querySelectorAll('.tools button')) {
      const { do: name, scale } = button.dataset;
      button.addEventListener('click', name ? acts[name] : () => this.useScale(scale));
    }
  }

  pinch(fingers, moving, x) {
    const other = [...fingers].find(([id]) => id !== moving)[1][0];
    const before = Math.abs(fingers.get(moving)[0] - other);
    const now = Math.max(1, Math.abs(x - other));
    this.zoom(before / now, this.place((x + other) / 2));
  }

  // The wheel alone scrolls the page.
  onWheel(event, x) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.place(x));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.move((event.deltaX || event.deltaY) / this.geometry.plot);
    }
  }
}

// -- the page

const pictures = new Map();
const PAPER = 720; // pixels across a printed page
const AT_ONCE = 6; // pictures
let folded = [];

// What can be scrolled must be reached by keyboard; what cannot is in the way.
function sparesTab() {
  for (const box of document.querySelectorAll('.scroll')) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
}

// Pictures far down are drawn when they come near: a page may have hundreds.
const coming = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && drawPicture(entry.target)),
  { rootMargin: '800px' },
);

function drawPicture(figure) {
  coming.unobserve(figure);
  if (!pictures.has(figure)) pictures.set(figure, new Picture(figure));
}

function drawOpen() {
  sparesTab();
  for (const figure of document.querySelectorAll('figure.picture:not(.drawn)')) {
    if (!figure.offsetParent) continue; // it is folded away
    if (pictures.size < AT_ONCE) drawPicture(figure);
    else {
      figure.querySelector('.canvas').style.minHeight = `${figure.dataset.height}px`;
      coming.observe(figure);
    }
  }
}

document.addEventListener('toggle', drawOpen, true);
addEventListener('resize', () => {
  sparesTab();
  pictures.forEach((picture) => picture.redraw());
});
addEventListener('beforeprint', () => {
  document.querySelectorAll('figure.picture').forEach((figure) => figure.offsetParent && drawPicture(figure));
  folded = [...document.querySelectorAll('figure.drawn details.as-table:not([open])')];
  folded.forEach((each) => (each.open = true));
  pictures.forEach((picture) => {
    picture.select(null);
    picture.drawNow(PAPER);
  });
});
addEventListener('afterprint', () => {
  folded.forEach((each) => (each.open = false));
  pictures.forEach((picture) => picture.drawNow());
});
drawOpen();
