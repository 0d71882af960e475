// Two ways from time to place: by seconds, and step by step. Both map the whole onto 0 … 1.

function secondsScale(total) {
  return { to: (t) => t / total, from: (u) => u * total };
}

// Every moment at which something happens gets room of its own; longer pauses get a little more.
function stepsScale(moments, total) {
  const times = [0];
  for (const t of [...moments].sort((a, b) => a - b)) {
    if (t > times[times.length - 1] && t < total) times.push(t);
  }
  times.push(total);
  const longest = Math.max(...gaps(times));
  const places = [0];
  for (const gap of gaps(times)) {
    places.push(places[places.length - 1] + 1 + 2 * Math.sqrt(gap / longest));
  }
  const width = places[places.length - 1];
  const between = (xs, ys, x) => {
    let low = 0;
    let high = xs.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (xs[middle] <= x) low = middle;
      else high = middle;
    }
    const share = xs[high] === xs[low] ? 0 : (x - xs[low]) / (xs[high] - xs[low]);
    return ys[low] + share * (ys[high] - ys[low]);
  };
  return {
    times,
    to: (t) => between(times, places, t) / width,
    from: (u) => between(places, times, u * width),
  };
}

function gaps(times) {
  const found = [];
  for (let i = 1; i < times.length; i++) found.push(times[i] - times[i - 1]);
  return found;
}

// Round distances for marks on the axis: 1, 2 or 5 of a power of ten.
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least);
}

// As many decimals as tell neighbours apart, but not for ever.
function digitsFor(times) {
  const least = Math.min(...gaps(times).filter((gap) => gap > 0), 1);
  return Math.min(6, Math.max(1, Math.ceil(-Math.log10(least) - 1e-9)));
}

function inSeconds(t, exact) {
  if (exact) return `${t.toFixed(6)} s`;
  return t >= 100 ? `${t.toFixed(1)} s` : `${t.toFixed(3)} s`;
}

function duration(t) {
  if (t < 0.001) return `${Math.round(t * 1e6)} µs`;
  return t < 1 ? `${(t * 1e3).toFixed(t < 0.01 ? 2 : 1)} ms` : `${t.toFixed(3)} s`;
}
