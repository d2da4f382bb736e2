"""How the masks of weights are updated."""


def masks_that_are_updated(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 4])
    pruning.masked_fully_connected(x, 3)
    step = tf.train.get_or_create_global_step()
    spec = pruning.get_pruning_hparams().parse("initial_sparsity=0.3,sparsity_function_end_step=4,threshold_decay=0.1")
    pruner = pruning.Pruning(spec, step)
    pruner.add_pruning_summaries()
    update = pruner.mask_update_op()
    with tf.control_dependencies([update]):
        return tf.identity(pruning.get_masks()[0]), tf.identity(pruning.get_thresholds()[0]), tf.assign_add(step, 3)


def masks_of_some_steps(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 4])
    with tf.variable_scope("first"):
        pruning.apply_mask(tf.get_variable("weights", [4, 3]), scope=tf.get_variable_scope())
    pruning.masked_fully_connected(x, 3, scope="second")
    spec = pruning.get_pruning_hparams()
    spec.set_hparam("weight_sparsity_map", ["first/weights:0.25"])
    spec.set_hparam("pruning_frequency", 1)
    spec.set_hparam("initial_sparsity", 0.4)
    pruner = pruning.Pruning(spec, tf.constant(12))
    update = pruner.conditional_mask_update_op()
    with tf.control_dependencies([update]):
        return [*map(tf.identity, pruning.get_masks()), pruner._sparsity]


def masks_of_blocks(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 5])
    pruning.masked_fully_connected(x, 4, scope="all")
    pruning.masked_fully_connected(x, 4, scope="wide")
    spec = pruning.get_pruning_hparams()
    spec.parse("block_height=2,block_width=2,block_pooling_function=MAX,sparsity_function_begin_step=0")
    spec.set_hparam("block_dims_map", ["wide/weights:1x-1"])
    pruner = pruning.Pruning(spec, tf.constant(100), sparsity=tf.constant(0.5))
    update = pruner.mask_update_op()
    with tf.control_dependencies([update]):
        return [tf.identity(mask) for mask in pruning.get_masks()]
