"""`tf.contrib.autograph`: Python's control flow as that of graphs; today's AutoGraph."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib.autograph.conversion import TODAY

names.add(
    *names.moved("tf.contrib.autograph", "tf1graph.tf:autograph.experimental.", "Feature", **TODAY),
    *names.moved(
        "tf.contrib.autograph", "tf1graph.tf:autograph.experimental.", "do_not_convert set_loop_options", **TODAY
    ),
    names.Row("tf.contrib.autograph.convert", stands="tf1graph.tf._private:autograph.convert", **TODAY),
    *(
        names.Row(
            f"tf.contrib.autograph.{name}",
            "refused",
            gone="2.0",
            note="A part of AutoGraph's inside that went; write it with tf.autograph.",
        )
        for name in ("AutoGraphError", "ConversionOptions", "StackTraceMapper", "set_element_type", "stack")
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
