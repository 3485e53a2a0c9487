package dev.catchwater.rules;

import java.util.List;

/** One rule of the house over the classes of one module. */
interface Rule {

    /** One sentence for each breach: the class, the rule and the cure; empty when the rule is kept. */
    List<String> findings(House house, Module module);
}
