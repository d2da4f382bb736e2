"""`tf.contrib.eager` and `tf.contrib.summary`, each in a process of its own, which eager execution changes."""

import subprocess
import sys

START = "from tf1graph import tf\nimport tf1graph.tf.contrib.eager as tfe\ntfe.enable_eager_execution()\n"


def run(program, folder):
    done = subprocess.run(
        [sys.executable, "-c", START + program], cwd=folder, capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.split()


def test_eager_programs_train_count_iterate_and_save(tmp_path):
    program = """
v = tfe.Variable(2.0, name="v")
saver = tfe.Saver([v])
path = saver.save("./v")
print(tfe.implicit_gradients(lambda x: x * x * v)(3.0)[0][0].numpy())
print(tfe.gradients_function(lambda x: x * x)(3.0)[0].numpy())
print(tfe.value_and_gradients_function(lambda x: x * x)(3.0)[0].numpy())
optimizer = tf.train.GradientDescentOptimizer(0.25)
optimizer.minimize(lambda: v * v)
print(v.numpy(), len(tfe.get_optimizer_variables(optimizer)))
saver.restore(path)
print(v.numpy(), tfe.defun(lambda x: x + 1)(1).numpy(), tfe.in_eager_mode())
print(*[int(n) for n in tfe.Iterator(tf.data.Dataset.range(3))])
mean, share = tfe.metrics.Mean(), tfe.metrics.SparseAccuracy()
mean([1.0, 2.0]); mean([6.0], weights=[3.0])
share([0, 1], [[0.9, 0.1], [0.8, 0.2]])
print(mean.result().numpy(), share.result().numpy())
mean.init_variables(); mean(5.0)
print(mean.result().numpy())
tf.train.get_or_create_global_step()
writer = tf.contrib.summary.create_file_writer("./events")
with writer.as_default(), tf.contrib.summary.always_record_summaries():
    mean.result()
writer.close()
"""
    told = run(program, tmp_path)
    assert told == ["9.0", "6.0", "9.0", "1.0", "0", "2.0", "2", "True", "0", "1", "2", "4.2", "0.5", "5.0"]
    assert [path.name.startswith("events.out.tfevents") for path in (tmp_path / "events").iterdir()] == [True]
