package org.satbuddy.tutor.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The options of a question in an order drawn uniformly.
 *
 * @param key the letter of the right option
 * @param others what to say of the wrong options, in the order of their letters
 */
record Arrangement(Map<String, String> options, String key, List<Other> others) {

    /** A wrong option with its letter. */
    record Other(String letter, String why) {}

    /** An option before it has a letter. */
    record Option(String text, String why) {}

    static Arrangement shuffled(String key, List<Option> wrong, RandomGenerator random) {
        List<Option> order = new ArrayList<>(wrong);
        int place = random.nextInt(wrong.size() + 1);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        order.add(place, new Option(key, ""));
        Map<String, String> options = new TreeMap<>();
        List<Other> others = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            String letter = letter(i);
            options.put(letter, order.get(i).text());
            if (i != place) {
                others.add(new Other(letter, order.get(i).why()));
            }
        }
        return new Arrangement(options, letter(place), List.copyOf(others));
    }

    private static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }
}
