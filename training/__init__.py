"""Training, evaluation and export of networks: python -m training COMMAND.

`train.train` and `photos.train.train_photos` write a run, `scoring.score_test_images` scores it on the test images,
`export_run.export_run` exports it; `studies` compares runs, and `report` describes one. The app imports none of this.
"""
