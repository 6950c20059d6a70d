/**
 * A stand-in for an OpenAI-compatible provider, for benchmarks, acceptance by hand and black-box tests. It refuses what
 * OpenAI would refuse, misbehaves on request, counts what it was asked, and holds thousands of open calls on one
 * thread. {@link org.satbuddy.standin.StandIn} is the way in; {@link org.satbuddy.standin.Behaviour} lists what a
 * message can ask for. Plain Java without a library, so that it runs from its sources: {@code scripts/standin-provider}.
 */
package org.satbuddy.standin;
