/**
 * SAT Buddy: an AI tutor that a school runs itself. A request flows through the packages, which are called stations:
 *
 * <pre>
 * browser ──POST──▶ api ──▶ task ──commit──▶ queue ──JMS──▶ queue ──▶ task ──▶ tutor ──▶ provider ──HTTP──▶ AI
 *                   ▲        │ row, then bell           message bean   claim    prompt    retry, breaker,
 *                   └─GET────┘◀──────────── result row ◀──────────── finish    check     failover, text
 * </pre>
 *
 * <p>Students read an answer while it is written. The worker keeps the text of its attempt in memory and stores it
 * piece by piece. Each follower receives the text after the position up to which it has read.
 *
 * <ul>
 *   <li>{@code api}: incoming HTTP, including event streams and WebSockets. The only home of server-side {@code
 *       jakarta.ws.rs}. May use task, tutor, image, identity, account, audit, transfer,
 *       database.
 *   <li>{@code task}: the core. The task, its states, its store; submit, claim, finish, expiry; and the ports that
 *       other stations implement. May use database.
 *   <li>{@code database}: transactions, group commit, the shared clock, the schema. The only home of Flyway and H2. Knows no
 *       task and uses no other station.
 *   <li>{@code estimate}: a task's place in the queue and when it will be finished. Implements a port of task. May use
 *       task, database.
 *   <li>{@code queue}: sends task ids by JMS, receives them with a message-driven bean, and runs the maintenance timer.
 *       The only home of {@code jakarta.jms}. May use task, database.
 *   <li>{@code tutor}: everything specific to the SAT: taxonomy, prompts, question format and checks, the study guide.
 *       May use task.
 *   <li>{@code provider}: one adapter per wire format and the policy around them. The only home of MicroProfile Rest
 *       Client and Fault Tolerance. May use tutor, network, task, database.
 *   <li>{@code network}: how calls leave the school: its proxy, and the authorities that it trusts. Uses no other station.
 *   <li>{@code image}: checks, limits, re-encodes and stores uploads. The only home of image libraries. May use task,
 *       database.
 *   <li>{@code transfer}: receives the bodies of requests and sends those of responses, so that slow clients hold no
 *       thread. Uses no other station.
 *   <li>{@code audit}: the record of who did what, as a chain of hashes. May use database.
 *   <li>{@code account}: people who sign in: their accounts, passwords and sessions. May use database, audit.
 *   <li>{@code oidc}: speaks OpenID Connect with the school's identity provider. The only home of its library. May use
 *       account, network.
 *   <li>{@code identity}: the identity of callers, protection against cross-site request forgery, security headers. Home
 *       of the filter that every request passes. May use transfer, account, oidc, audit, task, database.
 *   <li>{@code page}: the page that students use, in their language, and the files that it is made of. May use transfer.
 *   <li>{@code admin}: readiness and start-up checks. The only home of MicroProfile Health. May use task, provider,
 *       database.
 *   <li>{@code config}: every setting, read and validated once at start. Every station may use it. It uses none.
 *   <li>{@code log}: one line a minute for each kind of thing that a stranger can cause. Every station may use it. It
 *       uses none.
 * </ul>
 *
 * <p>To read the line in code, open in this order: {@code ChatResource}, {@code Submission}, {@code Tasks}, {@code
 * Admission}, {@code JmsBell}, {@code TaskListener}, {@code Worker}, {@code Tutor}, {@code ProviderChain} and {@code
 * RemoteCall}; and for the way back {@code SnapshotCache}, {@code TaskServlet} and {@code TaskJson}. Polls and streams
 * are served by servlets, not by JAX-RS (decision 0006).
 *
 * <p>The table of a task's legal moves is {@code task.Move}. The glossary is in the documentation of {@code task}. An
 * ArchUnit test enforces the rules above.
 */
package org.satbuddy;
