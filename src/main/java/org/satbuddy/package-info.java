/**
 * SAT Buddy: an AI tutor that a school runs itself. One flow, and the packages are stations on it:
 *
 * <pre>
 * browser ──POST──▶ api ──▶ task ──commit──▶ queue ──JMS──▶ queue ──▶ task ──▶ tutor ──▶ provider ──HTTP──▶ AI
 *                   ▲        │ row, then bell           message bean   claim    prompt    retry, breaker,
 *                   └─GET────┘◀──────────── result row ◀──────────── finish    check     failover, text
 * </pre>
 *
 * <p>Students read an answer while it is written. The worker keeps the text of its attempt and stores it in steps. Each
 * follower looks for the text behind the position that it has read.
 *
 * <ul>
 *   <li>{@code api}: HTTP in, event streams and WebSockets among it. The only home of server-side {@code jakarta.ws.rs}.
 *       May use task, tutor, image, identity.
 *   <li>{@code task}: the core. The task, its states, its store; submit, claim, finish, expiry; and the ports that other
 *       stations implement. May use database.
 *   <li>{@code database}: transactions, group commit, the shared clock, the schema. The only home of Flyway. Knows no task
 *       and uses no other station; the stations with rows of their own may use it.
 *   <li>{@code estimate}: a task's place in the queue and when it will be finished. Implements a port of task. May use
 *       task, database.
 *   <li>{@code queue}: rings the bell (sends task ids), the message-driven bean that answers it, and the timer of the
 *       maintenance. The only home of {@code jakarta.jms}. May use task, database.
 *   <li>{@code tutor}: what makes it an SAT tutor: taxonomy, prompts, question format and checks, the study guide. May
 *       use task.
 *   <li>{@code provider}: one adapter per wire format and the policy around them. The only home of MicroProfile Rest
 *       Client and Fault Tolerance. May use tutor, task.
 *   <li>{@code image}: uploads: sniff, bound, re-encode, store. The only home of image libraries. May use task.
 *   <li>{@code identity}: who is asking, cross-site request forgery, security headers. The only home of servlet filters.
 *       May use task.
 *   <li>{@code page}: the page that students use, in their language, and the files that it is made of. Uses no other
 *       station.
 *   <li>{@code admin}: readiness and start-up checks. The only home of MicroProfile Health. May use task, provider.
 *   <li>{@code config}: every setting, read and validated once at start. Anyone may use it; it uses nobody.
 * </ul>
 *
 * <p>The table of a task's legal moves is {@code task.Move}; an ArchUnit test holds the rows
 * above.
 */
package org.satbuddy;
