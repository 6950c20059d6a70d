/**
 * A stand-in for an OpenAI-compatible provider, for benchmarks, manual acceptance and black-box tests. It refuses what
 * OpenAI would refuse, misbehaves on request, counts its calls, and holds thousands of open calls on one thread.
 * {@link org.satbuddy.standin.StandIn} is the entry point. {@link org.satbuddy.standin.Behaviour} lists the faults
 * that a message can ask for. It is plain Java without a library, so that {@code scripts/standin-provider} runs its
 * sources.
 */
package org.satbuddy.standin;
