package org.satbuddy.provider;

import java.util.List;

/** The fixtures of all providers that are reached over the network. */
final class VendorFixtures {

    /** In the order of the columns of {@link WireFormatsTest}. */
    static final List<VendorFixture> ALL = List.of(new OpenAiFixture(), new AnthropicFixture(), new GeminiFixture());

    private VendorFixtures() {}
}
