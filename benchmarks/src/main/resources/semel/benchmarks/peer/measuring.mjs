// Measures a peer that runs on Node, as semel.benchmarks.measure does on Java: the same orders on the
// command line, the same lines on standard output, the database in BENCHMARK_DATABASE.
import fs from "node:fs";
import pg from "pg";

const CONNECTIONS = 24;
const CALLERS = 16;
const FILL_BATCH = 1000;
const CRASH_CALLS = 100;
const PATIENCE_MS = 180_000;
const DELAY_MS = 10 * 60_000;
// As in Late: a low load, half of the most, all registered before any of it is due.
const LATE_LOW = 20;
const LATE_LOW_MS = 5_000;
const LATE_BUSY_MS = 3_000;
const LATE_WARM_MS = 1_000;
const LATE_DELAY_MS = 5_000;
// Calls one by one are slow enough here that a part of the messages tells the rate.
const ACCEPT_SHARE = 4;

const [what, ...rest] = process.argv.slice(2);
const order = Object.fromEntries(rest.map((word) => word.split(/=(.*)/s).slice(0, 2)));

function address() {
  const url = new URL(process.env.BENCHMARK_DATABASE.slice("jdbc:".length));
  const login = `${url.searchParams.get("user")}:${url.searchParams.get("password")}`;
  return `postgres://${login}@${url.host}${url.pathname}`;
}

const wall = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const line = (...words) => fs.writeSync(1, words.join("\t") + "\n");
const figure = (series, name, value) => line("figure", series, name, Number(value).toFixed(6));

let toldAt = 0;
function count(text, done, all) {
  if (performance.now() - toldAt > 500) {
    line("progress", `${text}, ${done} of ${all}`);
    toldAt = performance.now();
  }
}

function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((sorted.length * percent) / 100) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? NaN;
}

// Seconds of CPU of the server and its children, as the system counts them; no number elsewhere.
function serverSeconds(server) {
  const TICK = 0.01;
  try {
    let ticks = 0;
    for (const name of fs.readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
      let stat;
      try {
        stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
      } catch {
        continue; // it has ended meanwhile
      }
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (name === server || fields[1] === server) {
        ticks += Number(fields[11]) + Number(fields[12]);
      }
    }
    return ticks * TICK;
  } catch {
    return NaN;
  }
}

class Costs {
  static async now(pool) {
    const wal = await number(pool, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
    const own = process.cpuUsage();
    return { client: (own.user + own.system) / 1e6, server: serverSeconds(order.server), wal };
  }

  static tell(series, before, after, messages) {
    const client = after.client - before.client;
    const server = after.server - before.server;
    figure(series, "CPU µs/message, client", (client * 1e6) / messages);
    figure(series, "CPU µs/message, database", (server * 1e6) / messages);
    figure(series, "WAL B/message", (after.wal - before.wal) / messages);
    return client + server;
  }
}

const number = async (pool, sql) => Number(Object.values((await pool.query(sql)).rows[0])[0]);

// Makes `calls` calls, so many at once; how long each took, and all of them, in milliseconds.
async function pace(callers, calls, call) {
  const took = [];
  let next = 0;
  const began = performance.now();
  const caller = async () => {
    for (let place = next++; place < calls; place = next++) {
      const start = performance.now();
      await call(place);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { took, all: performance.now() - began };
}

async function accept(peer, pool) {
  const calls = Math.max(CALLERS, Math.floor(Number(order.messages) / ACCEPT_SHARE));
  const warm = Math.ceil(calls / 4);
  const series = `${CALLERS} callers`;
  const one = (first) => (place) => {
    count(first < 0 ? "warming up" : series, place, calls);
    return peer.one(first < 0 ? -1 - place : first + place, new Date(Date.now() + DELAY_MS));
  };
  await pace(CALLERS, warm, one(-1));
  const before = await Costs.now(pool);
  const { took, all } = await pace(CALLERS, calls, one(0));
  const after = await Costs.now(pool);
  figure(series, "calls/s", (calls * 1000) / all);
  figure(series, "messages/s", (calls * 1000) / all);
  figure(series, "p50 ms", percentile(took, 50));
  figure(series, "p99 ms", percentile(took, 99));
  const seconds = Costs.tell(series, before, after, calls);
  figure(series, "messages/CPU s", calls / seconds);
}

// Registers so many, each due at its own time.
async function fill(peer, first, dues) {
  for (let from = 0; from < dues.length; from += FILL_BATCH) {
    await peer.batch(first + from, dues.slice(from, from + FILL_BATCH));
    count("filling", from, dues.length);
  }
}

async function drain(peer, pool) {
  const past = new Date(Date.now() - 1000);
  await fill(peer, 0, Array.from({ length: Number(order.messages) }, () => past));
  await pool.query("VACUUM ANALYZE");
  await pool.query("CHECKPOINT");
  const all = await number(pool, peer.open);
  let calls = 0;
  const before = await Costs.now(pool);
  const began = performance.now();
  await peer.work(() => void calls++, "quick");
  let left = all;
  while (left > 0 && performance.now() - began < PATIENCE_MS) {
    await pause(20);
    count("draining", calls, all);
    if (calls >= all) {
      left = await number(pool, peer.open);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  const after = await Costs.now(pool);
  figure(order.series, "messages/s", (all - left) / seconds);
  Costs.tell(order.series, before, after, all);
  figure(order.series, "sent twice", Math.max(0, calls - (all - left)));
  figure(order.series, "unfinished", left);
  await pool.query("VACUUM ANALYZE");
  figure(
    order.series,
    "rows kept",
    await number(
      pool,
      `SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    ),
  );
}

async function late(peer) {
  const started = new Map();
  await peer.work((id) => void (started.has(id) || started.set(id, wall())), "quick");
  let next = 0;
  // Falls due from `begin` on, in milliseconds of the wall clock.
  const load = async (rate, length, begin) => {
    const first = next;
    const calls = Math.max(1, Math.floor((rate * length) / 1000));
    next += calls;
    const dues = Array.from(
      { length: calls },
      (_, place) => new Date(begin + Math.floor((place * length) / calls)),
    );
    await fill(peer, first, dues);
    return async () => {
      while (started.size < next && wall() < begin + length + 20_000) {
        await pause(20);
        count("falling due", started.size - first, calls);
      }
      return dues.map((due, place) => started.get(first + place) - due.getTime());
    };
  };
  const tell = (series, lates, length) => {
    const sent = lates.filter((one) => !Number.isNaN(one));
    figure(series, "messages/s", (lates.length * 1000) / length);
    figure(series, "p50 ms", percentile(sent, 50));
    figure(series, "p99 ms", percentile(sent, 99));
    figure(series, "early", sent.filter((one) => one < 0).length);
    figure(series, "unfinished", lates.length - sent.length);
  };
  const half = Number(order.most) / 2;
  const soon = () => Math.ceil(wall()) + LATE_DELAY_MS;
  const begin = soon();
  await load(half, LATE_WARM_MS, begin);
  const low = await load(LATE_LOW, LATE_LOW_MS, begin + LATE_WARM_MS);
  tell("20 messages/s", await low(), LATE_LOW_MS);
  const busy = await load(half, LATE_BUSY_MS, soon());
  tell("half of its most", await busy(), LATE_BUSY_MS);
}

const lines = () =>
  fs.existsSync(order.file) ? fs.readFileSync(order.file, "utf8").split("\n").slice(0, -1) : [];

async function victim(peer) {
  const now = new Date();
  await fill(peer, 0, Array.from({ length: CRASH_CALLS }, () => now));
  const hanging = (id) => {
    fs.appendFileSync(order.file, id + "\n");
    return new Promise(() => {});
  };
  await peer.work(hanging, "hanging");
  await new Promise(() => setInterval(() => {}, 1000)); // it is killed
}

async function heir(peer, pool) {
  const series = "killed with 100 open";
  const killed = Date.parse(order.killed);
  const since = () => (wall() - killed) / 1000;
  const before = lines().length;
  const open = await number(pool, peer.open);
  await peer.work((id) => fs.appendFileSync(order.file, id + "\n"), "hanging", true);
  let first = NaN;
  let left = open;
  while (left > 0 && since() * 1000 < PATIENCE_MS) {
    await pause(20);
    left = await number(pool, peer.open);
    if (left < open && Number.isNaN(first)) {
      first = since();
    }
    count("after the kill, settled", open - left, open);
  }
  figure(series, "taken before", before);
  figure(series, "sent twice", lines().length - new Set(lines()).size);
  figure(series, "first settled, s", first);
  figure(series, "all settled, s", left === 0 ? since() : NaN);
  figure(series, "unfinished", left);
}

// What is ordered, of a peer that is made by `create(pool, address)`:
//   install()                    makes its tables
//   one(id, due)                 registers one message
//   batch(first, dues)           registers many, each due at its own time
//   work(handler, load, after)   begins to send; `after` says that another process was killed
//   open                         SQL: how many messages its tables call unfinished
export async function measure(create) {
  const pool = new pg.Pool({ connectionString: address(), max: CONNECTIONS });
  const peer = await create(pool, address(), CONNECTIONS, order);
  if (what !== "heir") {
    await peer.install();
  }
  await { accept, drain, late, victim, heir }[what](peer, pool);
  process.exit(0);
}
