// pg-boss with the options of its documentation: https://timgit.github.io/pg-boss/
import PgBoss from "pg-boss";
import { measure } from "./measuring.mjs";

const QUEUE = "message";
const POLL_SECONDS = 0.5; // the shortest that it allows
const EXPIRY_SECONDS = 5; // where a process is killed: how long a call may take
const BATCH = 2000;
const WORKERS = 8; // each fetches once a poll, so fewer would be the limit
const HANGING = 100;

await measure(async (_, address, connections, order) => {
  const killed = order.file !== undefined;
  const boss = new PgBoss({
    connectionString: address,
    max: connections,
    ...(killed ? { maintenanceIntervalSeconds: 1 } : {}),
  });
  boss.on("error", (error) => console.error(String(error)));
  await boss.start();
  return {
    open: `SELECT count(*) FROM pgboss.job WHERE name = '${QUEUE}' AND state < 'completed'`,

    install: () =>
      boss.createQueue(QUEUE, killed ? { retryLimit: 5, expireInSeconds: EXPIRY_SECONDS } : {}),

    one: (id, due) => boss.send(QUEUE, { id }, { startAfter: due }),

    batch: (first, dues) =>
      boss.insert(
        dues.map((startAfter, place) => ({ name: QUEUE, data: { id: first + place }, startAfter })),
      ),

    async work(handler, load) {
      const hanging = load === "hanging";
      for (let worker = 0; worker < (hanging ? 1 : WORKERS); worker++) {
        await boss.work(
          QUEUE,
          { batchSize: hanging ? HANGING : BATCH, pollingIntervalSeconds: POLL_SECONDS },
          (messages) => Promise.all(messages.map((message) => handler(message.data.id))),
        );
      }
    },
  };
});
