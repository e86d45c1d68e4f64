// Says our charts (see Pages/Charts) in the words of ECharts. Tooltips are drawn on the canvas, so no name can become markup.
'use strict';
(() => {
  const charts = new Map();

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const read = name => style.getPropertyValue(name).trim();
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    return {
      text: read('--text'), dim: read('--dim'), line: read('--line'), raised: read('--raised'),
      // Okabe and Ito (2008): told apart by all kinds of colour vision; the first is lighter in the dark.
      palette: [dark ? '#8ebcf0' : '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', dark ? '#c9c9c9' : '#555555', dark ? '#f0e442' : '#9a8f00'],
      ramp: dark ? ['#3b5b8c', '#8ebcf0', '#f5e27a'] : ['#b9cfe8', '#3b7dbd', '#0b2f5c'],
    };
  }

  const number = value => value == null ? '' : Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toLocaleString('en') : Number(value).toPrecision(4).replace(/\.?0+$/, '').replace(/\.?0+e/, 'e');

  function base(look) {
    return {
      animation: false,
      color: look.palette,
      textStyle: { color: look.text, fontFamily: 'system-ui, sans-serif' },
      tooltip: { renderMode: 'richText', backgroundColor: look.raised, borderColor: look.line, textStyle: { color: look.text, fontSize: 12 }, confine: true },
    };
  }

  function axis(look, name, extra) {
    return {
      type: 'value', name, nameLocation: 'middle', nameGap: 24, scale: true, nameTextStyle: { color: look.dim },
      axisLabel: { color: look.dim, hideOverlap: true, formatter: number }, axisLine: { lineStyle: { color: look.line } }, splitLine: { lineStyle: { color: look.line, opacity: 0.5 } }, ...extra,
    };
  }

  function legend(look, names) {
    return names.length < 2 ? undefined : { type: 'scroll', bottom: 0, textStyle: { color: look.text, fontSize: 11 }, pageTextStyle: { color: look.dim }, pageIconColor: look.text, data: names };
  }

  // Names may be the same for several runs, and a series is told by its name.
  function distinct(lines) {
    const seen = new Map();
    return lines.map(line => {
      const count = (seen.get(line.name) || 0) + 1;
      seen.set(line.name, count);
      return count === 1 ? line.name : `${line.name} (${count})`;
    });
  }

  function curves(chart, look) {
    const names = distinct(chart.lines);
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, trigger: 'axis', order: 'valueDesc', valueFormatter: number },
      legend: legend(look, names),
      grid: { left: 8, right: 16, top: 14, bottom: names.length < 2 ? 26 : 50, containLabel: true },
      xAxis: axis(look, chart.x === 'seconds' ? 'seconds since the start' : 'step', { scale: false, min: 'dataMin' }),
      yAxis: axis(look, ''),
      series: chart.lines.map((line, index) => ({ type: 'line', name: names[index], data: line.points, showSymbol: line.points.length < 12, symbolSize: 5, lineStyle: { width: 1.6 }, emphasis: { focus: 'series' } })),
    };
  }

  function scaling(chart, look) {
    const series = chart.lines.flatMap((line, index) => {
      const colour = look.palette[index % look.palette.length];
      return [
        { type: 'line', name: line.name, data: line.means, color: colour, symbol: 'none', lineStyle: { width: 2 } },
        { type: 'scatter', name: line.name, data: line.points.map(point => ({ value: [point.x, point.y], run: point.run })), color: colour, symbolSize: 8 },
      ];
    });
    const xs = chart.lines.flatMap(line => line.means.map(mean => mean[0]));
    const first = Math.min(...xs), last = Math.max(...xs);
    if (chart.hasIdeal && first > 0) {
      series.push({ type: 'line', name: 'ideal', data: [[first, 1], [last, last / first]], color: look.dim, symbol: 'none', lineStyle: { type: 'dashed', width: 1.2 } });
    }

    const names = chart.lines.map(line => line.name).concat(chart.hasIdeal && first > 0 ? ['ideal'] : []);
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, formatter: hit => `${hit.data.run || hit.seriesName}\n${chart.x} ${number(hit.value[0])}: ${number(hit.value[1])}` },
      legend: legend(look, names),
      grid: { left: 16, right: 24, top: 34, bottom: 56, containLabel: true },
      xAxis: axis(look, chart.x, last > first ? { min: first, max: last, minInterval: xs.every(Number.isInteger) ? 1 : undefined } : {}),
      yAxis: axis(look, chart.y, { nameLocation: 'end', nameGap: 12, nameTextStyle: { color: look.dim, align: 'left' }, scale: !chart.hasIdeal }),
      series,
    };
  }

  function parallel(chart, look) {
    const last = chart.axes.length - 1;
    const values = chart.lines.map(line => line.values[last]).filter(value => typeof value === 'number');
    const names = distinct(chart.lines);
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, formatter: hit => [names[hit.dataIndex], ...chart.axes.map((one, index) => `${one.name}: ${typeof hit.value[index] === 'number' ? number(hit.value[index]) : hit.value[index] ?? ''}`)].join('\n') },
      parallel: { left: 60, right: 90, top: 56, bottom: 28, axisExpandable: chart.axes.length > 14 },
      parallelAxis: chart.axes.map((one, dim) => ({
        dim, name: shortened(one.name), nameTextStyle: { color: look.text, fontSize: 11 }, nameRotate: chart.axes.length > 8 ? 12 : 0,
        ...(one.categories ? { type: 'category', data: one.categories } : { type: 'value', scale: true }),
        axisLabel: { color: look.dim, fontSize: 11, formatter: one.categories ? undefined : number }, axisLine: { lineStyle: { color: look.dim } }, axisTick: { show: false },
        areaSelectStyle: { color: look.palette[0], borderColor: look.palette[0], opacity: 0.25, width: 18 },
      })),
      visualMap: values.length < 2 ? undefined : {
        show: false, dimension: last, min: Math.min(...values), max: Math.max(...values), inRange: { color: look.ramp },
      },
      series: [{ type: 'parallel', lineStyle: { width: 2, opacity: 0.85 }, inactiveOpacity: 0.06, smooth: false, data: chart.lines.map((line, index) => ({ name: names[index], value: line.values.map(value => value ?? '-') })) }],
    };
  }

  const shortened = name => name.length > 26 ? `${name.slice(0, 25)}…` : name;

  function option(source) {
    const look = colours();
    return source.parallel ? parallel(source.parallel, look) : source.scaling ? scaling(source.scaling, look) : curves(source.curves, look);
  }

  function draw(element, source) {
    if (source.curves && source.curves.lines.length === 0) {
      return;
    }

    let known = charts.get(element.id);
    if (!known || known.element !== element) {
      known?.chart.dispose();
      known = { element, chart: echarts.init(element, null, { renderer: 'canvas' }) };
      charts.set(element.id, known);
    }

    known.source = source;
    known.chart.setOption(option(source), { notMerge: true });
    element.dataset.drawn = 'yes';
  }

  addEventListener('resize', () => charts.forEach(known => known.chart.resize()));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach(known => draw(known.element, known.source)));
  window.pageCharts = { draw };
})();
