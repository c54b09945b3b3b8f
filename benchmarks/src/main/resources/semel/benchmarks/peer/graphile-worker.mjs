// graphile-worker as its page about performance advises: https://worker.graphile.org/docs/performance
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { measure } from "./measuring.mjs";

const logger = new Logger(() => () => {});
const POLL_MS = 100; // for what falls due later; 2 s otherwise

await measure(async (pool) => {
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  return {
    open: "SELECT count(*) FROM graphile_worker._private_jobs",

    install: () => utils.migrate(),

    one: (id, due) => utils.addJob("message", { id }, { runAt: due }),

    batch: (first, dues) =>
      utils.addJobs(
        dues.map((runAt, place) => ({ identifier: "message", payload: { id: first + place }, runAt })),
      ),

    async work(handler, load, after) {
      if (after) {
        // What it tells an operator to do about workers that are known to be dead.
        const dead = await pool.query(
          "SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL",
        );
        await utils.forceUnlockWorkers(dead.rows.map((row) => row.locked_by));
      }
      const hanging = load === "hanging";
      await run({
        pgPool: pool,
        logger,
        noHandleSignals: true,
        preset: {
          worker: {
            concurrentJobs: hanging ? 100 : 24,
            pollInterval: POLL_MS,
            localQueue: { size: hanging ? 100 : 500 },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
        taskList: { message: async (payload) => handler(payload.id) },
      });
    },
  };
});
