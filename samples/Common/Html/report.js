// Draws every chart of the page from the JSON beside it, in the colours of the current scheme.
(() => {
  'use strict';
  const root = document.documentElement;
  const report = JSON.parse(document.getElementById('report').textContent);
  const dashes = [[6, 4], [2, 3], [10, 3, 2, 3]];
  const sides = [
    { side: 'lower', name: 'lower bound', colour: 0, symbol: 'path://M0,0L10,5L0,10Z', shape: '▶' },
    { side: 'upper', name: 'upper bound', colour: 1, symbol: 'path://M10,0L0,5L10,10Z', shape: '◀' },
    { side: 'neither', name: 'estimate', colour: 2, symbol: 'circle', shape: '●' },
  ];

  const charts = [...document.querySelectorAll('.chart')].map(start);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const button = document.getElementById('theme');
  const themes = ['auto', 'light', 'dark'];

  button.hidden = false;
  choose('auto');
  button.addEventListener('click', () => choose(themes[(themes.indexOf(button.value) + 1) % themes.length]));
  dark.addEventListener('change', drawAll);
  addEventListener('beforeprint', () => { root.dataset.theme = 'light'; drawAll(); });
  addEventListener('afterprint', () => choose(button.value));

  function choose(theme) {
    button.value = theme;
    button.textContent = `Theme: ${theme}`;
    if (theme === 'auto') delete root.dataset.theme; else root.dataset.theme = theme;
    drawAll();
  }

  function drawAll() {
    const palette = readPalette();
    charts.forEach(chart => chart.draw(palette));
  }

  // What CSS says of a colour, in the current scheme.
  function readPalette() {
    const probe = document.body.appendChild(document.createElement('span'));
    const colour = name => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const names = ['paper', 'raised', 'ink', 'muted', 'rule'];
    const palette = Object.fromEntries(names.map(name => [name, colour(name)]));
    palette.series = [0, 1, 2, 3, 4, 5, 6, 7].map(i => colour(`c${i}`));
    probe.remove();
    return palette;
  }

  function start(box) {
    const panels = report.parts[box.dataset.part].panels;
    const panel = panels[box.dataset.panel];
    const kind = { lines, intervals, scatter, heatmap }[panel.kind];
    // Thousands of points are faster as pixels; the rest is sharper as SVG, also in print.
    const many = panel.kind === 'scatter' || panel.values?.length * panel.values?.[0].length > 3000;
    const names = legend(box, panel);
    const chart = echarts.init(box, null, { renderer: many ? 'canvas' : 'svg' });
    chart.on('finished', () => finished(box, chart));
    new ResizeObserver(() => chart.resize()).observe(box);
    return {
      draw(palette) {
        chart.setOption({
          animation: false,
          textStyle: { color: palette.ink, fontFamily: getComputedStyle(document.body).fontFamily },
          legend: { show: false, data: names.map(entry => entry.name), selected: selected(box) },
          ...kind(panel, palette, panels),
        }, true);
      },
    };
  }

  // For tests: what was drawn, and how far the page is too wide.
  function finished(box, chart) {
    box.dataset.drawn = chart.getOption().series.reduce((sum, series) => sum + (series.id?.startsWith('mark') ? 0 : series.data.length), 0);
    root.dataset.drawn = document.querySelectorAll('.chart[data-drawn]').length;
    root.dataset.overflow = root.scrollWidth - root.clientWidth;
    root.dataset.echarts = echarts.version;
    root.dataset.paper = getComputedStyle(document.body).backgroundColor;
  }

  // --- Legend: HTML, so that it wraps; a click takes a line away.

  function entries(panel) {
    const references = (panel.references ?? []).map((reference, i) =>
      ({ name: reference.name, text: `${reference.name} ${number(reference.value)}`, colour: 'muted', dash: dashes[i % dashes.length] }));
    switch (panel.kind) {
      case 'lines':
        return [...colours(panel.lines).map(([line, colour]) => ({
          name: line.name, text: line.name, colour, dash: line.style === 'dashed' ? [5, 4] : [], faint: line.style === 'faint',
        })), ...references];
      case 'intervals':
        return [...sides.filter(side => panel.rows.some(row => row.side === side.side)).map(side =>
          ({ name: side.name, text: side.name, colour: `c${side.colour}`, shape: side.shape })), ...references];
      case 'scatter':
        return panel.sets.map((set, i) => ({ name: set.name, text: set.name, colour: `c${i % 8}`, shape: '●' }));
      default:
        return [];
    }
  }

  function legend(box, panel) {
    const all = entries(panel);
    if (all.length < 2) return all;
    const list = document.createElement('div');
    list.className = 'legend';
    for (const entry of all) {
      const item = list.appendChild(document.createElement('button'));
      item.type = 'button';
      item.value = entry.name;
      item.setAttribute('aria-pressed', 'true');
      item.innerHTML = entry.shape
        ? `<svg width="12" height="14"><text x="6" y="12" text-anchor="middle" font-size="12" style="fill: var(--${entry.colour})">${entry.shape}</text></svg>`
        : `<svg width="24" height="10"><line x1="0" y1="5" x2="24" y2="5" stroke-width="2.5" stroke-dasharray="${entry.dash}" opacity="${entry.faint ? 0.55 : 1}" style="stroke: var(--${entry.colour})"/></svg>`;
      item.append(entry.text);
      item.addEventListener('click', () => {
        item.setAttribute('aria-pressed', item.getAttribute('aria-pressed') !== 'true');
        echarts.getInstanceByDom(box).dispatchAction({ type: 'legendToggleSelect', name: entry.name });
      });
    }
    box.before(list);
    return all;
  }

  function selected(box) {
    const items = box.previousElementSibling?.querySelectorAll('button') ?? [];
    return Object.fromEntries([...items].map(item => [item.value, item.getAttribute('aria-pressed') === 'true']));
  }

  // --- Kinds of chart

  function lines(panel, palette) {
    const series = colours(panel.lines).flatMap(([line, name]) => {
      const colour = name === 'ink' ? palette.ink : palette.series[name[1]];
      const faint = line.style === 'faint';
      const few = line.x.length <= 24;
      const points = line.x.map((x, i) => [x, line.y[i], line.error?.[i] ?? null]);
      const drawn = {
        type: 'line', name: line.name, data: points, z: faint || line.style === 'truth' ? 2 : 3, encode: { x: 0, y: 1 },
        color: colour, symbol: 'circle', symbolSize: 6, showSymbol: points.length <= 12 && line.style === 'solid', connectNulls: false,
        lineStyle: { color: colour, width: faint ? 1.5 : 2, opacity: faint ? 0.55 : 1, type: line.style === 'dashed' ? [5, 4] : 'solid' },
        itemStyle: { color: colour, opacity: faint ? 0.55 : 1 },
      };
      return line.error ? [(few ? errorBars : band)(line.name, points, colour), drawn] : [drawn];
    });
    return {
      grid: grid(),
      xAxis: { ...axis(palette, panel.xLabel, 'x'), type: panel.logX ? 'log' : 'value', scale: true },
      yAxis: { ...axis(palette, panel.yLabel, 'y'), type: 'value', scale: true, min: panel.yMin, max: panel.yMax },
      tooltip: tooltip(palette, 'axis', shown => {
        const rows = shown.filter(item => item.seriesType === 'line').map(item =>
          `${item.marker}${escape(item.seriesName)}: <b>${withError(item.value[1], item.value[2])}</b>`);
        return [`${escape(panel.xLabel)} ${number(shown[0].axisValue)}; ${escape(panel.yLabel)}:`, ...rows].join('<br>');
      }),
      series: [...series, ...references(panel, palette, 'y')],
    };
  }

  function intervals(panel, palette) {
    const rows = panel.rows.map((row, i) => ({ ...row, i }));
    const series = sides.flatMap(side => {
      const own = rows.filter(row => row.side === side.side);
      const colour = palette.series[side.colour];
      return own.length === 0 ? [] : [
        { ...segments(side.name, own.map(row => [row.i, row.low, row.high]), colour, 'x'), encode: { x: [1, 2], y: 0 } },
        {
          type: 'scatter', name: side.name, data: own.map(row => [row.value, row.i, row.low, row.high, row.name]), z: 4,
          color: colour, symbol: side.symbol, symbolSize: 11, itemStyle: { opacity: 1 }, encode: { x: 0, y: 1 },
        },
      ];
    });
    return {
      grid: grid(),
      xAxis: { ...axis(palette, panel.xLabel, 'x'), type: 'value', scale: true, boundaryGap: ['4%', '4%'] },
      yAxis: {
        ...axis(palette, '', 'y'), type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: { show: false },
        axisLabel: { color: palette.ink, width: Math.max(130, Math.min(220, innerWidth / 5)), overflow: 'break', lineHeight: 15 }, splitLine: { show: false },
      },
      tooltip: tooltip(palette, 'item', item => item.seriesType !== 'scatter' ? '' :
        `${escape(item.value[4])}: <b>${number(item.value[0])}</b> ${escape(panel.xLabel)}<br>${number(item.value[2])} to ${number(item.value[3])}`),
      series: [...series, ...references(panel, palette, 'x')],
    };
  }

  function scatter(panel, palette, panels) {
    // Panels side by side are compared: they share their axes.
    const together = panels.filter(other => other.kind === 'scatter').flatMap(other => other.sets);
    return {
      grid: grid(),
      xAxis: { ...axis(palette, panel.xLabel, 'x'), type: 'value', ...range(together.map(set => set.x)) },
      yAxis: { ...axis(palette, panel.yLabel, 'y'), type: 'value', ...range(together.map(set => set.y)) },
      tooltip: tooltip(palette, 'item', item => `${escape(item.seriesName)}<br><b>(${number(item.value[0])}, ${number(item.value[1])})</b>`),
      series: panel.sets.map((set, i) => ({
        type: 'scatter', name: set.name, data: set.x.map((x, k) => [x, set.y[k]]), color: palette.series[i % 8],
        symbolSize: set.x.length > 1000 ? 3 : set.x.length > 100 ? 5 : 8, itemStyle: { opacity: set.x.length > 1000 ? 0.5 : 0.75 },
      })),
    };
  }

  function heatmap(panel, palette) {
    const cells = panel.values.flatMap((row, y) => row.map((value, x) => [x, y, value]));
    const finite = cells.map(cell => cell[2]).filter(value => value !== null);
    const most = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const [low, high] = panel.diverging ? [-most, most] : extent(finite);
    // Viridis, and two of Okabe and Ito's colours that part at the paper's.
    const ramp = panel.diverging ? ['#0072b2', palette.paper, '#d55e00'] : ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];
    const label = value => panel.diverging ? palette.ink : (value - low) / (high - low) > 0.6 ? '#111' : '#fff';
    const category = (labels, name, side) => ({ ...axis(palette, name, side), type: 'category', data: labels, splitLine: { show: false } });
    return {
      grid: { ...grid(), bottom: 48, outerBounds: { left: 2, right: 8, top: 4, bottom: 44 } },
      xAxis: category(panel.xLabels, panel.xLabel, 'x'),
      yAxis: { ...category(panel.yLabels, panel.yLabel, 'y'), inverse: true, nameLocation: 'start' },
      visualMap: {
        type: 'continuous', min: low, max: high, inRange: { color: ramp }, orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: 160,
        text: [`${number(high)} ${panel.valueLabel}`, number(low)], textStyle: { color: palette.muted }, hoverLink: false,
      },
      tooltip: tooltip(palette, 'item', item => `${escape(panel.yLabels[item.value[1]])}, ${escape(panel.xLabels[item.value[0]])}<br><b>${number(item.value[2])}</b> ${escape(panel.valueLabel)}`),
      series: [{
        type: 'heatmap', data: cells.map(cell => ({ value: cell, label: { color: label(cell[2]) } })),
        label: { show: cells.length <= 64, formatter: item => item.value[2] === null ? '–' : item.value[2].toFixed(2) },
      }],
    };
  }

  // --- Marks that ECharts has no series for

  function errorBars(name, points, colour) {
    const known = points.filter(([, y, e]) => y !== null && e !== null);
    return { ...segments(name, known.map(([x, y, e]) => [x, y - e, y + e]), colour, 'y'), encode: { x: 0, y: [1, 2] } };
  }

  // Bars with caps from value 1 to value 2, at value 0 on the other axis.
  function segments(name, data, colour, along) {
    return {
      type: 'custom', id: `mark bars ${along} ${name}`, name, data: data.filter(d => d[1] !== null && d[2] !== null), z: 3, color: colour, clip: true,
      renderItem(_, api) {
        const at = value => along === 'x' ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]);
        const [a, b] = [at(api.value(1)), at(api.value(2))];
        const cap = along === 'x' ? [0, 4] : [4, 0];
        const stroke = (from, to) => ({ type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour, lineWidth: 1.75 } });
        const across = p => stroke([p[0] - cap[0], p[1] - cap[1]], [p[0] + cap[0], p[1] + cap[1]]);
        return { type: 'group', children: [stroke(a, b), across(a), across(b)] };
      },
    };
  }

  // y - e to y + e as a surface; one item draws it all, and the others only widen the axis.
  function band(name, points, colour) {
    const runs = [[]];
    for (const [x, y, e] of points) {
      if (y === null || e === null) runs.push([]); else runs.at(-1).push([x, y - e, y + e]);
    }
    return {
      type: 'custom', id: `mark band ${name}`, name, data: runs.flat(), encode: { x: 0, y: [1, 2] }, z: 1, color: colour, clip: true, silent: true,
      renderItem: (params, api) => params.dataIndex > 0 ? null : {
        type: 'group',
        children: runs.filter(run => run.length > 1).map(run => ({
          type: 'polygon', style: { fill: colour, opacity: 0.18 },
          shape: { points: [...run.map(p => api.coord([p[0], p[1]])), ...run.toReversed().map(p => api.coord([p[0], p[2]]))] },
        })),
      },
    };
  }

  function references(panel, palette, along) {
    return panel.references.map((reference, i) => ({
      type: 'custom', id: `mark reference ${reference.name}`, name: reference.name, data: [[reference.value]], encode: { [along]: 0 }, z: 2, color: palette.muted, silent: true,
      renderItem(params, api) {
        const box = params.coordSys;
        const shape = along === 'x'
          ? { x1: api.coord([reference.value, 0])[0], y1: box.y, x2: api.coord([reference.value, 0])[0], y2: box.y + box.height }
          : { x1: box.x, y1: api.coord([0, reference.value])[1], x2: box.x + box.width, y2: api.coord([0, reference.value])[1] };
        return { type: 'line', shape, style: { stroke: palette.muted, lineWidth: 1.75, lineDash: dashes[i % dashes.length] } };
      },
    }));
  }

  // --- Small things

  // A line's place in the palette: its own, or the next one; the truth has the colour of the text.
  function colours(lines) {
    let next = 0;
    return lines.map(line => [line, line.style === 'truth' ? 'ink' : `c${(line.colour ?? next++) % 8}`]);
  }

  function axis(palette, name, side) {
    return {
      name, nameTextStyle: { color: palette.muted, align: side === 'y' ? 'left' : 'center', padding: side === 'y' ? [0, 0, 0, -20] : 0 },
      nameLocation: side === 'y' ? 'end' : 'middle', nameGap: side === 'y' ? 12 : 26,
      axisLine: { show: true, onZero: false, lineStyle: { color: palette.rule } }, axisTick: { lineStyle: { color: palette.rule } },
      axisLabel: { color: palette.muted, hideOverlap: true },
      splitLine: { show: true, lineStyle: { color: palette.rule, opacity: 0.6 } },
    };
  }

  function grid() {
    return { left: 0, right: 0, top: 8, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'all', outerBounds: { left: 2, right: 8, top: 4, bottom: 2 } };
  }

  function tooltip(palette, trigger, formatter) {
    return {
      trigger, confine: true, formatter, backgroundColor: palette.raised, borderColor: palette.rule, textStyle: { color: palette.ink, fontSize: 13 },
      axisPointer: { type: 'line', lineStyle: { color: palette.muted } },
    };
  }

  // Of what is there; an axis needs one even where nothing is.
  function extent(values) {
    const [low, high] = values.reduce(([low, high], value) => value === null ? [low, high] : [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
    return low > high ? [0, 1] : [low, high];
  }

  // Round ends around all values, some six steps apart.
  function range(lists) {
    const [low, high] = extent(lists.flat());
    const rough = (high - low || 1) / 6, power = 10 ** Math.floor(Math.log10(rough));
    const interval = power * [1, 2, 5, 10].find(step => step * power >= rough);
    return { min: interval * Math.floor(low / interval), max: interval * Math.ceil(high / interval), interval };
  }

  function withError(value, error) {
    return error === null ? number(value) : `${number(value)} ± ${number(error)}`;
  }

  function number(value, digits = 3) {
    if (value === null || !Number.isFinite(value)) return '–';
    if (Number.isInteger(value)) return value.toLocaleString('en-GB');
    const size = Math.abs(value);
    return size >= 1e5 || size < 5e-4 ? value.toExponential(2) : value.toFixed(digits);
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  }
})();
